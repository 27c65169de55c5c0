import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fact, Section } from '@/api/journalTypes'
import { useFormat } from '@/i18n/useFormat'
import css from './journal.module.css'

type Props = { sections: Section[]; facts: Fact[]; zone: string; locale: string }

/** Where a sentence's last word begins: its number stays with it. */
const lastWord = (text: string) => text.trimEnd().lastIndexOf(' ') + 1

/** A text whose sentences each carry a number: what it rests on shows on hover, focus and press, and in a list below. */
export function Sentences({ sections, facts, zone, locale }: Props) {
  const { t } = useTranslation('journal')
  const known = new Map(facts.map((fact) => [fact.id, fact]))
  const sourced = sections.flatMap((section) => section.sentences).map((said) => said.cites.map((id) => known.get(id)).filter((fact) => fact !== undefined))
  const withSource = sourced.filter((of) => of.length > 0)
  const numberOf = (place: number) => sourced.slice(0, place + 1).filter((of) => of.length > 0).length
  const startOf = (section: number) => sections.slice(0, section).reduce((sum, one) => sum + one.sentences.length, 0)
  return (
    <>
      <div className={`${css['text']} title-text`} lang={locale} data-testid="journal-text">
        {sections.map((section, s) => (
          <div key={s}>
            {section.title && <h3>{section.title}</h3>}
            <p>
              {section.sentences.map((said, i) => {
                const place = startOf(s) + i
                return (
                  <span key={i}>
                    {said.text.slice(0, lastWord(said.text))}
                    <span className={css['last']}>
                      {said.text.slice(lastWord(said.text))}
                      {sourced[place]!.length > 0 && <Footnote number={numberOf(place)} facts={sourced[place]!} zone={zone} />}
                    </span>{' '}
                  </span>
                )
              })}
            </p>
          </div>
        ))}
      </div>
      {withSource.length > 0 && (
        <details className={css['sources']}>
          <summary>{t('sources.title', { count: withSource.length })}</summary>
          <ol>
            {withSource.map((of, i) => (
              <li key={i}><ul>{of.map((fact) => <li key={fact.id}><FactLine fact={fact} zone={zone} /></li>)}</ul></li>
            ))}
          </ol>
        </details>
      )}
    </>
  )
}

function Footnote({ number, facts, zone }: { number: number; facts: Fact[]; zone: string }) {
  const { t } = useTranslation('journal')
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <span className={css['note']} onMouseEnter={() => setOpen(true)} onMouseLeave={() => setOpen(false)}>
      <button type="button" aria-label={t('sources.one', { number: format.number(number) })} aria-describedby={open ? id : undefined}
        onFocus={() => setOpen(true)} onBlur={() => setOpen(false)} onClick={() => setOpen(true)}
        onKeyDown={(e) => e.key === 'Escape' && setOpen(false)}>
        {format.number(number)}
      </button>
      {open && (
        <span role="tooltip" id={id} className={css['tip']}>
          {facts.map((fact) => <span key={fact.id}><FactLine fact={fact} zone={zone} /></span>)}
        </span>
      )}
    </span>
  )
}

function FactLine({ fact, zone }: { fact: Fact; zone: string }) {
  const { t } = useTranslation('journal')
  const format = useFormat()
  const time = fact.start && fact.end ? `${format.time(fact.start, zone)}–${format.time(fact.end, zone)}` : ''
  return (
    <>
      {t(`kind.${fact.kind}`)}{fact.name && <>: <span className="title-text">{fact.name}</span></>}
      {[fact.duration_ms > 0 && format.duration(fact.duration_ms), time, fact.entries.length > 0 && t('sources.entries', { count: fact.entries.length, number: format.number(fact.entries.length) })]
        .filter(Boolean).map((word, i) => <span key={i} className="muted"> · {word}</span>)}
    </>
  )
}
