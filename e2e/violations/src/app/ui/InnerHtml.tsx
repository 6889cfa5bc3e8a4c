// expect solid(no-innerhtml)
export function InnerHtml(props: { name: string }) {
  return <div innerHTML={props.name} />
}
