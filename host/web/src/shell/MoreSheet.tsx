import { useTranslation } from 'react-i18next'
import { Dialog } from '@/kit/overlay/Dialog'
import { AppearanceControls, SignOut } from './Appearance'
import { LiveDot } from './Offline'
import { Place } from './Place'
import { places } from './places'
import css from './Shell.module.css'

/** What does not fit on the bottom bar. */
export default function MoreSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('shell')
  return (
    <Dialog open onClose={onClose} title={t('nav.more')}>
      <nav aria-label={t('nav.more')}>
        <ul className={css['moreList']}>{places.filter((p) => !p.bar).map((p) => <li key={p.to}><Place place={p} onClick={onClose} /></li>)}</ul>
      </nav>
      <AppearanceControls />
      <div className="row between"><LiveDot /><SignOut /></div>
    </Dialog>
  )
}
