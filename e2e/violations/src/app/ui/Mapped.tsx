// expect solid(prefer-for)
export function Mapped(props: { labels: string[] }) {
  return (
    <ul>
      {props.labels.map((label) => (
        <li>{label}</li>
      ))}
    </ul>
  )
}
