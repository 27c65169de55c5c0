const paths = {
  today: 'M4 6.5A2.5 2.5 0 0 1 6.5 4h7A2.5 2.5 0 0 1 16 6.5v7a2.5 2.5 0 0 1-2.5 2.5h-7A2.5 2.5 0 0 1 4 13.5zM4 8h12M7.5 2.5v3M12.5 2.5v3',
  review: 'M4 10.5l3.2 3.2L11 9.5M10 5h6.5M13 10h3.5M11 15h5.5M3.5 5h3',
  timeline: 'M3 5.5h7M12.5 5.5H17M3 10h3.5M9 10h8M3 14.5h9.5M15 14.5h2',
  statistics: 'M4 16V9.5M8 16V4.5M12 16v-5M16 16V7',
  projects: 'M3 6a2 2 0 0 1 2-2h2.6l1.8 2H15a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z',
  rules: 'M5 3.5v5M5 12v4.5M3 10.2h4M10 3.5v2M10 9.5v7M8 7.5h4M15 3.5v7.5M15 14.5v2M13 12.8h4',
  integrations: 'M7.5 3v4M12.5 3v4M5 7h10v2.5a5 5 0 0 1-10 0zM10 14.5V17.5',
  devices: 'M3.5 5.5A1.5 1.5 0 0 1 5 4h10a1.5 1.5 0 0 1 1.5 1.5v7A1.5 1.5 0 0 1 15 14H5a1.5 1.5 0 0 1-1.5-1.5zM7 17h6',
  settings: 'M3.5 6h7M14.5 6h2M3.5 14h2M9.5 14h7M12.5 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM7.5 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  bell: 'M5.5 13V9a4.5 4.5 0 0 1 9 0v4l1.5 1.5H4zM8.5 17h3',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l4 4',
  check: 'M4 10.5l4 4 8-9',
  x: 'M5 5l10 10M15 5L5 15',
  edit: 'M4 16l.8-3.5L13.5 3.8a1.4 1.4 0 0 1 2 0l.7.7a1.4 1.4 0 0 1 0 2L7.5 15.2z',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  merge: 'M10 3v14M4 7l3 3-3 3M16 7l-3 3 3 3',
  chevronDown: 'M5 7.5l5 5 5-5',
  chevronLeft: 'M12.5 5l-5 5 5 5',
  chevronRight: 'M7.5 5l5 5-5 5',
  up: 'M10 16V4.5M5.5 9L10 4.5 14.5 9',
  down: 'M10 4v11.5M5.5 11l4.5 4.5 4.5-4.5',
  copy: 'M7 7V5a1.5 1.5 0 0 1 1.5-1.5H15A1.5 1.5 0 0 1 16.5 5v6.5A1.5 1.5 0 0 1 15 13h-2M5 7h6.5A1.5 1.5 0 0 1 13 8.5V15a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 15V8.5A1.5 1.5 0 0 1 5 7z',
  trash: 'M3.5 5.5h13M8 5.5V4a1 1 0 0 1 1-1h2a1 1 0 0 1 1 1v1.5M5.5 5.5l.7 10a1.5 1.5 0 0 0 1.5 1.5h4.6a1.5 1.5 0 0 0 1.5-1.5l.7-10',
  refresh: 'M16 10a6 6 0 1 1-1.8-4.3L16 7.5M16 3.5v4h-4',
  play: 'M6 4.5v11l9-5.5z',
  pause: 'M7 4.5v11M13 4.5v11',
  upload: 'M10 13V4M6 7.5L10 3.5l4 4M4 13v2.5A1.5 1.5 0 0 0 5.5 17h9a1.5 1.5 0 0 0 1.5-1.5V13',
  download: 'M10 3.5v9M6 9l4 4 4-4M4 13v2.5A1.5 1.5 0 0 0 5.5 17h9a1.5 1.5 0 0 0 1.5-1.5V13',
  clock: 'M10 16.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM10 6.5V10l2.5 1.5',
  warning: 'M10 3.5l7 12.5H3zM10 8.5v3.5M10 14h.01',
  info: 'M10 16.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM10 9.5v4M10 6.8h.01',
  person: 'M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 16.5a6 6 0 0 1 12 0',
  key: 'M7 16a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM9.2 10.8L16 4M13.5 6.5l2 2',
  link: 'M8.5 11.5a3 3 0 0 0 4.3 0l2.5-2.5a3 3 0 0 0-4.3-4.3l-.8.8M11.5 8.5a3 3 0 0 0-4.3 0L4.7 11A3 3 0 0 0 9 15.3l.8-.8',
  eye: 'M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5zM10 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  list: 'M7 5h10M7 10h10M7 15h10M3.5 5h.01M3.5 10h.01M3.5 15h.01',
  split: 'M10 3v14M6.5 7L3.5 10l3 3M13.5 7l3 3-3 3',
  tag: 'M3.5 9V4.5a1 1 0 0 1 1-1H9l7.5 7.5-5.5 5.5zM6.8 6.8h.01',
} as const

export type IconName = keyof typeof paths

/** Decorative: the text beside it (or the button's label) says what it means. */
export const Icon = ({ name, size = 20 }: { name: IconName; size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth={name === 'more' ? 2.6 : 1.5}
    strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
    <path d={paths[name]} />
  </svg>
)

export const Logo = ({ size = 26 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="8" fill="#1f5f57" />
    <rect x="7" y="8" width="18" height="3.6" rx="1.8" fill="#fff" />
    <rect x="7" y="14.2" width="11" height="3.6" rx="1.8" fill="#7fd1c1" />
    <rect x="20" y="14.2" width="5" height="3.6" rx="1.8" fill="#f2b866" />
    <rect x="7" y="20.4" width="6" height="3.6" rx="1.8" fill="#f2b866" />
    <rect x="15" y="20.4" width="10" height="3.6" rx="1.8" fill="#fff" />
  </svg>
)
