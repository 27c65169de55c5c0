import { describe, expect, it } from 'vitest'
import { decimalsOf, minorOf, money } from './money'

describe('money', () => {
  it('is written with the decimals its currency has', () => {
    expect(money(123_456, 'EUR', 'en')).toBe('€1,234.56')
    expect(money(1234, 'JPY', 'en')).toBe('¥1,234')
    expect([decimalsOf('EUR'), decimalsOf('JPY'), decimalsOf('KWD'), decimalsOf('?')]).toEqual([2, 0, 3, 2])
  })

  it.each([
    ['85', 'EUR', 8500], [' 85.5 ', 'EUR', 8550], ['85,05', 'EUR', 8505], ['0', 'EUR', 0], ['0.29', 'EUR', 29], ['1200', 'JPY', 1200], ['1.234', 'KWD', 1234], ['000007', 'EUR', 700],
  ])('%s %s is %i', (text, currency, minor) => {
    expect(minorOf(text, currency)).toBe(minor)
  })

  it.each([['', 'EUR'], ['1,234', 'EUR'], ['1.234,50', 'EUR'], ['-5', 'EUR'], ['85 €', 'EUR'], ['12.5', 'JPY'], ['.', 'EUR'], ['5.', 'EUR']])('"%s" %s is no amount', (text, currency) => {
    expect(minorOf(text, currency)).toBeNull()
  })
})
