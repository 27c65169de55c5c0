/** Words on spans: cut to the room there is, and remembered, because measuring text is the slowest part of drawing. */

const fitted = new Map<string, string>()

/** The text, or as much of it as there is room for and an ellipsis; empty when only a letter or two would fit. */
export function fit(ctx: Pick<CanvasRenderingContext2D, 'font' | 'measureText'>, text: string, room: number): string {
  const key = `${Math.floor(room)}|${ctx.font}|${text}`
  let answer = fitted.get(key)
  if (answer !== undefined) return answer
  const width = ctx.measureText(text).width
  answer = text
  for (let kept = Math.floor((room / width) * text.length); width > room && kept >= 0; kept--) {
    answer = kept < 3 ? '' : `${text.slice(0, kept).trimEnd()}…`
    if (ctx.measureText(answer).width <= room) break
  }
  if (fitted.size > 4000) fitted.clear()
  fitted.set(key, answer)
  return answer
}
