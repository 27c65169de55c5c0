import { lazy, Suspense, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Me } from '@/api/types'
import { Icon } from '@/kit/basics/Icon'
import css from './overlays.module.css'
import nav from './Shell.module.css'

const PersonSheet = lazy(() => import('./Appearance'))

/** The person's name at the foot of the side bar; theme, language and sign-out behind it (the browser's own popover). */
export function PersonMenu({ me }: { me: Me | undefined }) {
  const { t } = useTranslation('shell')
  const id = useId()
  const [opened, setOpened] = useState(false)
  return (
    <>
      <button type="button" className={nav['person']} popoverTarget={id} title={t('person.menu')}>
        <span className={nav['avatar']}><Icon name="person" size={18} /></span>
        <span className={nav['personText']}>
          <span className="truncate">{me?.name}</span>
          <span className="truncate muted small">{me?.workspace.name}</span>
        </span>
        <Icon name="chevronDown" size={16} />
      </button>
      <div id={id} popover="auto" role="dialog" aria-label={t('person.menu')} className={css['menu']} onToggle={() => setOpened(true)}>
        <Suspense fallback={null}>{opened && <PersonSheet />}</Suspense>
      </div>
    </>
  )
}
