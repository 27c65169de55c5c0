import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { GroupBy } from '@/api/statsTypes'
import { useToday } from '@/api/useMe'
import { Field, type FieldProps } from '@/kit/form/Field'
import form from '@/kit/form/form.module.css'
import { addMonths } from '@/lib/range'
import { statsQuery } from './queries'

type Props = FieldProps & { by: GroupBy; value: string; onChange: (value: string) => void }

/** A project, language or tool by name; offers what the last year knows. */
export function ValueField({ by, value, onChange, ...field }: Props) {
  const list = useId()
  const end = useToday()
  const dimension = by === 'project' ? 'repository' : by // goals and badges know projects by the name their tools send
  const { data } = useQuery(statsQuery({ start: addMonths(end, -12), end, group_by: dimension, stream: 'tools' }))
  const names = (data?.group_by === dimension ? data.groups : []).map((g) => g.name).filter(Boolean).slice(0, 50)
  return (
    <Field {...field}>
      {(wiring) => (
        <>
          <input {...wiring} className={form['input']} list={list} value={value} maxLength={200} spellCheck={false} autoComplete="off" onChange={(e) => onChange(e.target.value)} />
          <datalist id={list}>{names.map((name) => <option key={name} value={name} />)}</datalist>
        </>
      )}
    </Field>
  )
}
