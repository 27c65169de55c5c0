import { useTranslation } from 'react-i18next'
import { Kbd } from '@/kit/basics/Marks'
import { Segments } from '@/kit/form/Segments'
import { Dialog } from '@/kit/overlay/Dialog'
import { write } from '@/lib/settings'
import { printed, type ShortcutMode } from '@/lib/shortcuts'
import { useSetting } from '@/lib/useSetting'
import { isMac, listedShortcuts, type Shortcut } from './keyboard'
import css from './overlays.module.css'

const Group = ({ title, shortcuts }: { title: string; shortcuts: Shortcut[] }) => (
  <section>
    <h3 className={css['sheetTitle']}>{title}</h3>
    <dl className={css['sheet']}>
      {shortcuts.map((s) => (
        <div key={s.keys}>
          <dt>{s.label}</dt>
          <dd>{printed(s.keys, isMac()).map((k, i) => <Kbd key={i}>{k}</Kbd>)}</dd>
        </div>
      ))}
    </dl>
  </section>
)

/** The cheat sheet on `?`, with the switch WCAG 2.1.4 asks for. */
export default function ShortcutSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('shell')
  const mode = useSetting('shortcuts')
  const page = listedShortcuts('page')
  const modes: ShortcutMode[] = ['on', 'lists', 'off']
  return (
    <Dialog open={open} onClose={onClose} title={t('shortcuts.title')} wide>
      {page.length > 0 && <Group title={t('shortcuts.page')} shortcuts={page} />}
      <Group title={t('shortcuts.global')} shortcuts={listedShortcuts('global')} />
      <div>
        <Segments label={t('shortcuts.mode')} showLabel value={mode} onChange={(m) => write('shortcuts', m)}
          options={modes.map((value) => ({ value, label: t(`shortcuts.${value}`) }))} />
        <p className="muted small">{t('shortcuts.modeHelp')}</p>
      </div>
    </Dialog>
  )
}
