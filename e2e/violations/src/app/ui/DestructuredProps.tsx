// expect solid(no-destructure)
export function DestructuredProps({ label }: { label: string }) {
  return <p>{label}</p>
}
