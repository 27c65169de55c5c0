// A project keeps one hue everywhere; only its lightness follows the theme, so that it stays readable on both.

type Rgb = [number, number, number]

export function parseHex(hex: string): Rgb | null {
  const m = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex)
  return m ? [parseInt(m[1]!, 16), parseInt(m[2]!, 16), parseInt(m[3]!, 16)] : null
}

export function luminance([r, g, b]: Rgb): number {
  const part = (v: number) => {
    const s = v / 255
    return s <= 0.03928 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
}

export const contrast = (a: Rgb, b: Rgb) => {
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (hi + 0.05) / (lo + 0.05)
}

const mix = (a: Rgb, b: Rgb, t: number): Rgb => [0, 1, 2].map((i) => Math.round(a[i]! + (b[i]! - a[i]!) * t)) as Rgb
const hex = (c: Rgb) => `#${c.map((v) => v.toString(16).padStart(2, '0')).join('')}`

/** The colour shifted until it reaches 3:1 against the theme's surface (the floor for graphics). */
export function onTheme(color: string, dark: boolean): string {
  const rgb = parseHex(color)
  if (!rgb) return dark ? '#9aa3ad' : '#6b7480'
  const surface: Rgb = dark ? [28, 31, 34] : [255, 255, 255]
  const towards: Rgb = dark ? [255, 255, 255] : [0, 0, 0]
  for (let t = 0; t <= 1; t += 0.08) {
    const shifted = mix(rgb, towards, t)
    if (contrast(shifted, surface) >= 3) return hex(shifted)
  }
  return hex(towards)
}

/** The eight data colours, in the order the server hands them out (safe for colour-blind eyes side by side). */
export const dataColors = ['#3b7dd8', '#e08a1e', '#159e78', '#c4569b', '#7b68c8', '#c8452f', '#3fa7c9', '#8f8a24'] as const
