import { useState } from 'react'
import { later } from '../basics/later'
import type { DialogProps } from './DialogBox'

const { Later, useWarm } = later<DialogProps>(() => import('./DialogBox'))

/** A modal dialog: focus goes in, Escape closes, focus returns to what opened it. */
export function Dialog(props: DialogProps) {
  const [wanted, setWanted] = useState(props.open)
  if (props.open && !wanted) setWanted(true) // stays mounted from then on, so that closing can be seen
  useWarm()
  return wanted ? <Later props={props} /> : null
}
