/** Browser and system of a user agent, roughly: enough to recognise one's own sessions. Null when neither is known. */
export function browserOf(agent: string | null): string[] | null {
  if (!agent) return null
  const browser = [['Edg/', 'Edge'], ['OPR/', 'Opera'], ['Firefox/', 'Firefox'], ['Chrome/', 'Chrome'], ['Safari/', 'Safari'], ['curl/', 'curl']].find(([mark]) => agent.includes(mark!))?.[1]
  const system = [['Android', 'Android'], ['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Windows', 'Windows'], ['Mac OS X', 'macOS'], ['Linux', 'Linux']].find(([mark]) => agent.includes(mark!))?.[1]
  const known = [browser, system].filter((x): x is string => x !== undefined)
  return known.length > 0 ? known : null
}
