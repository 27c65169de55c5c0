import { useTranslation } from 'react-i18next'
import type { Rule } from '@/api/types'

/** Fields, operators, kinds and categories in words; what this version does not know is shown as it is. */
export function useRuleWords() {
  const { t, i18n } = useTranslation(['rules', 'common'])
  const word = (group: string, key: string) => (i18n.exists(`${group}.${key}`, { ns: 'rules' }) ? t(`${group}.${key}` as 'field.app') : key)
  const kind = (value: string) => (i18n.exists(`kind.${value}`, { ns: 'common' }) ? t(`common:kind.${value}` as 'common:kind.work') : value)
  return {
    field: (value: string) => word('field', value),
    op: (value: string) => word('op', value),
    kind,
    /** "work/code/review" as "work › code › review". */
    category: (value: string) => value.split('/').join(' › '),
    name: (rule: Pick<Rule, 'name' | 'when'>) => rule.name || rule.when.all.map((c) => c.value).join(', ') || t('unnamed'),
  }
}
