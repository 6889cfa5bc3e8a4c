// expect solid(components-return-once)
// expect solid(reactivity)
export function EarlyReturn(props: { label: string | undefined }) {
  if (props.label === undefined) return null
  return <p>{props.label}</p>
}
