import { useSyncExternalStore } from 'react'
import { onSettings, read } from './settings'

export const useSetting = <K extends Parameters<typeof read>[0]>(key: K) => useSyncExternalStore(onSettings, () => read(key))
