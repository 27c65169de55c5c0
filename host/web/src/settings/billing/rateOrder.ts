import type { Billing, Client, Rate } from '@/api/billingTypes'

export const places = ['all', 'client', 'project', 'task'] as const
export type Place = (typeof places)[number]

/** What a rate is for; the name is empty for all time, and where nobody knows it any more. */
export type Placed = { rate: Rate; place: Place; name: string }

/** From the widest to the narrowest place, by name, everybody before one person, the latest first. */
export function placed(billing: Billing, clients: readonly Client[]): Placed[] {
  const nameOf = (list: readonly { id: string; name: string }[], id: string) => list.find((one) => one.id === id)?.name ?? ''
  const of = (rate: Rate): Placed => {
    if (rate.task) return { rate, place: 'task', name: `${rate.task.key} ${rate.task.title}`.trim() }
    if (rate.project_id) return { rate, place: 'project', name: nameOf(billing.projects, rate.project_id) }
    if (rate.client_id) return { rate, place: 'client', name: nameOf(clients, rate.client_id) }
    return { rate, place: 'all', name: '' }
  }
  const who = ({ rate }: Placed) => (rate.of_person ? (rate.person_id ?? '~') : '')
  return billing.rates.map(of).sort((a, b) =>
    places.indexOf(a.place) - places.indexOf(b.place) || a.name.localeCompare(b.name) || (who(a) < who(b) ? -1 : who(a) > who(b) ? 1 : 0) || b.rate.effective_from.localeCompare(a.rate.effective_from))
}
