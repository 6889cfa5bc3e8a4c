// expect solid(reactivity)
import { createSignal } from 'solid-js'

export function LostReactivity(props: { label: string }) {
  const [label] = createSignal(props.label)
  return <p>{label()}</p>
}
