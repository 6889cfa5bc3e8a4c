// Clean: a component that knows nothing of the domain, with dynamic style and handed-in text.
export function Plain(props: { label: string; width: number }) {
  return (
    <span title={props.label} style={{ '--width': `${props.width}px` }}>
      {props.label} · 1
    </span>
  )
}
