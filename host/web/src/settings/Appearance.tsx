import { useTranslation } from 'react-i18next'
import { Card } from '@/kit/basics/Page'
import { Switch } from '@/kit/form/Field'
import { Segments } from '@/kit/form/Segments'
import { applyAppearance, write, type Theme } from '@/lib/settings'
import type { ShortcutMode } from '@/lib/shortcuts'
import { useSetting } from '@/lib/useSetting'

/** What belongs to this browser: it takes effect at once and is saved here. */
export function Appearance() {
  const { t } = useTranslation(['settings', 'shell'])
  const theme = useSetting('theme')
  const density = useSetting('density')
  const blur = useSetting('blur')
  const shortcuts = useSetting('shortcuts')
  return (
    <>
      <Card title={t('tab.appearance')}>
        <div className="stack">
          <p className="muted small">{t('thisBrowser')}</p>
          <Segments showLabel label={t('shell:person.theme')} value={theme} onChange={(v) => (write('theme', v), applyAppearance())}
            options={(['system', 'light', 'dark'] satisfies Theme[]).map((value) => ({ value, label: t(`shell:theme.${value}`) }))} />
          <Segments showLabel label={t('density.title')} value={density} onChange={(v) => (write('density', v), applyAppearance())}
            options={(['comfortable', 'compact'] as const).map((value) => ({ value, label: t(`density.${value}`) }))} />
          <Switch label={t('shell:person.blur')} help={t('blurHelp')} checked={blur === 'on'} onChange={(on) => (write('blur', on ? 'on' : 'off'), applyAppearance())} />
        </div>
      </Card>
      <Card title={t('shell:shortcuts.title')}>
        <div className="stack">
          <Segments showLabel label={t('shell:shortcuts.mode')} value={shortcuts} onChange={(v) => write('shortcuts', v)}
            options={(['on', 'lists', 'off'] satisfies ShortcutMode[]).map((value) => ({ value, label: t(`shell:shortcuts.${value}`) }))} />
          <p className="muted small">{t('shell:shortcuts.modeHelp')}</p>
        </div>
      </Card>
    </>
  )
}
