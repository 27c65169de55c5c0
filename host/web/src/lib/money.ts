/** How many decimals a currency has; two where nobody knows it. */
export function decimalsOf(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}

/** An amount in the smallest unit of a currency, as money. */
export function money(minor: number, currency: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(minor / 10 ** decimalsOf(currency))
}

/** What a person typed, in the smallest unit of a currency; null when it is no amount. A comma or a point before the decimals, nothing between thousands. */
export function minorOf(text: string, currency: string): number | null {
  const decimals = decimalsOf(currency)
  const found = /^(\d{1,12})(?:[.,](\d+))?$/.exec(text.trim())
  if (!found || (found[2]?.length ?? 0) > decimals) return null
  return Number(found[1]) * 10 ** decimals + Number((found[2] ?? '').padEnd(decimals, '0'))
}
