import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { setLanguage } from '@/i18n'
import { Kbd } from '@/kit/basics/Marks'
import { Icon, type IconName } from '@/kit/basics/Icon'
import { Dialog } from '@/kit/overlay/Dialog'
import { applyAppearance, read, write, type Theme } from '@/lib/settings'
import { places } from './places'
import form from '@/kit/form/form.module.css'
import css from './overlays.module.css'

type Command = { id: string; text: string; icon: IconName; hint?: string; run: () => void }

function useCommands(): Command[] {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  return useMemo(() => {
    const theme = (value: Theme) => () => (write('theme', value), applyAppearance())
    return [
      ...places.map((p) => ({ id: p.to, text: t(`nav.${p.name}`), icon: p.icon, hint: `G ${p.chord.toUpperCase()}`, run: () => void navigate({ to: p.to }) })),
      { id: 'light', text: `${t('person.theme')}: ${t('theme.light')}`, icon: 'settings', run: theme('light') },
      { id: 'dark', text: `${t('person.theme')}: ${t('theme.dark')}`, icon: 'settings', run: theme('dark') },
      { id: 'system', text: `${t('person.theme')}: ${t('theme.system')}`, icon: 'settings', run: theme('system') },
      { id: 'blur', text: t('person.blur'), icon: 'eye', hint: 'B', run: () => (write('blur', read('blur') === 'on' ? 'off' : 'on'), applyAppearance()) },
      { id: 'en', text: 'English', icon: 'settings', run: () => void setLanguage('en') },
      { id: 'hi', text: 'हिन्दी', icon: 'settings', run: () => void setLanguage('hi') },
    ]
  }, [t, navigate])
}

/** Go anywhere, do anything: Ctrl-K. */
export default function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('shell')
  const commands = useCommands()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const found = commands.filter((c) => c.text.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase()))
  const close = () => {
    setText('')
    setAt(0)
    onClose()
  }
  const run = (command: Command | undefined) => {
    if (!command) return
    close()
    command.run()
  }
  const onKeyDown = (e: React.KeyboardEvent) => {
    if (e.nativeEvent.isComposing) return
    const step = e.key === 'ArrowDown' ? 1 : e.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setAt((i) => (i + step + found.length) % Math.max(1, found.length))
    else if (e.key === 'Enter') run(found[at])
    else return
    e.preventDefault()
  }
  return (
    <Dialog open={open} onClose={close} title={t('palette.title')}>
      <input className={form['input']} role="combobox" aria-expanded="true" aria-controls="palette-list" aria-label={t('palette.placeholder')}
        aria-activedescendant={found[at] && `palette-${found[at].id}`} placeholder={t('palette.placeholder')} value={text} autoComplete="off"
        onChange={(e) => (setText(e.target.value), setAt(0))} onKeyDown={onKeyDown} />
      <ul id="palette-list" role="listbox" aria-label={t('palette.title')} className={css['commands']}>
        {found.map((c, i) => (
          // The list is worked from the field (aria-activedescendant); the pointer is the second way.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <li key={c.id} id={`palette-${c.id}`} role="option" aria-selected={i === at} tabIndex={-1} className={css['command']}
            onPointerMove={() => setAt(i)} onClick={() => run(c)}>
            <Icon name={c.icon} size={18} />
            <span className="grow">{c.text}</span>
            {c.hint && <span>{c.hint.split(' ').map((k) => <Kbd key={k}>{k}</Kbd>)}</span>}
          </li>
        ))}
      </ul>
      <p role="status" className="muted small">{found.length === 0 ? t('palette.none') : null}</p>
    </Dialog>
  )
}
