import { describe, expect, it } from 'vitest'
import { Chords, comboOf, isCharacterKey, isTyping, mayAct, printed, type KeyLike } from './shortcuts'

const key = (k: string, mods: Partial<KeyLike> = {}): KeyLike => ({ key: k, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...mods })

describe('key presses', () => {
  it('have one name each', () => {
    expect(comboOf(key('j'))).toBe('j')
    expect(comboOf(key('J', { shiftKey: true }))).toBe('shift+j')
    expect(comboOf(key('?', { shiftKey: true }))).toBe('?')
    expect(comboOf(key('k', { metaKey: true }))).toBe('mod+k')
    expect(comboOf(key('k', { ctrlKey: true }))).toBe('mod+k')
    expect(comboOf(key('ArrowUp', { altKey: true }))).toBe('alt+up')
    expect(comboOf(key(' '))).toBe('space')
    expect(comboOf(key('ArrowLeft', { shiftKey: true }))).toBe('shift+left')
  })

  it('single characters are what can be switched off', () => {
    expect(['j', 'shift+c', '1', '?', 'escape', 'mod+k', 'alt+up'].map(isCharacterKey)).toEqual([true, true, true, true, false, false, false])
  })

  it('belong to the text while someone writes', () => {
    expect(isTyping({ tagName: 'INPUT', type: 'text' })).toBe(true)
    expect(isTyping({ tagName: 'INPUT', type: 'checkbox' })).toBe(false)
    expect(isTyping({ tagName: 'TEXTAREA' })).toBe(true)
    expect(isTyping({ tagName: 'DIV', isContentEditable: true })).toBe(true)
    expect(isTyping({ tagName: 'BUTTON', closest: () => null })).toBe(false)
    expect(isTyping({ tagName: 'LI', closest: () => ({}) })).toBe(true)
  })

  it('act by the setting, never during composition', () => {
    const field = { tagName: 'INPUT', type: 'text' }
    const body = { tagName: 'BODY' }
    expect(mayAct('j', key('j'), body, 'on', false)).toBe(true)
    expect(mayAct('j', key('j'), body, 'lists', false)).toBe(false)
    expect(mayAct('j', key('j'), body, 'lists', true)).toBe(true)
    expect(mayAct('j', key('j'), body, 'off', true)).toBe(false)
    expect(mayAct('j', key('j'), field, 'on', true)).toBe(false)
    expect(mayAct('mod+k', key('k'), field, 'off', false)).toBe(true)
    expect(mayAct('mod+k', key('k', { isComposing: true }), body, 'on', false)).toBe(false)
    expect(mayAct('escape', key('Escape'), body, 'off', false)).toBe(true)
  })

  it('can be two in a row', () => {
    const chords = new Chords(new Set(['g']), 1000)
    expect(chords.press('g', 0)).toBeNull()
    expect(chords.press('t', 400)).toBe('g t')
    expect(chords.press('t', 500)).toBe('t')
    expect(chords.press('g', 600)).toBeNull()
    expect(chords.press('r', 5000)).toBe('r')
  })

  it('are printed as people know them', () => {
    expect(printed('mod+k', false)).toEqual(['Ctrl', 'K'])
    expect(printed('mod+k', true)).toEqual(['⌘', 'K'])
    expect(printed('g t', false)).toEqual(['G', 'T'])
    expect(printed('shift+j', false)).toEqual(['⇧', 'J'])
    expect(printed('+', false)).toEqual(['+'])
  })
})
