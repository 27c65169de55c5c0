import type { IconName } from '@/kit/basics/Icon'

/** Where one can go, in the order of the nav. `chord` is pressed after `g`. */
export const places = [
  { to: '/', name: 'today', icon: 'today', chord: 't', group: 'main', bar: true },
  { to: '/review', name: 'review', icon: 'review', chord: 'r', group: 'main', bar: true },
  { to: '/timeline', name: 'timeline', icon: 'timeline', chord: 'l', group: 'main', bar: true },
  { to: '/timesheet', name: 'timesheet', icon: 'list', chord: 'h', group: 'main', bar: false },
  { to: '/statistics', name: 'statistics', icon: 'statistics', chord: 's', group: 'main', bar: true },
  { to: '/journal', name: 'journal', icon: 'edit', chord: 'j', group: 'main', bar: false },
  { to: '/ask', name: 'ask', icon: 'info', chord: 'a', group: 'main', bar: false },
  { to: '/reports', name: 'reports', icon: 'tag', chord: 'o', group: 'main', bar: false },
  { to: '/insights', name: 'insights', icon: 'bell', chord: 'n', group: 'main', bar: false },
  { to: '/projects', name: 'projects', icon: 'projects', chord: 'p', group: 'setUp', bar: false },
  { to: '/rules', name: 'rules', icon: 'rules', chord: 'u', group: 'setUp', bar: false },
  { to: '/integrations', name: 'integrations', icon: 'integrations', chord: 'i', group: 'setUp', bar: false },
  { to: '/devices', name: 'devices', icon: 'devices', chord: 'd', group: 'setUp', bar: false },
  { to: '/settings', name: 'settings', icon: 'settings', chord: 'e', group: 'setUp', bar: false },
] as const satisfies readonly { to: string; name: string; icon: IconName; chord: string; group: string; bar: boolean }[]
