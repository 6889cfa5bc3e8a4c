// expect holdall(no-literal-text)
export function LiteralLabel(props: { open: boolean; label: string }) {
  return <div aria-label={props.open ? 'Close' : props.label} />
}
