// expect holdall(no-literal-text)
export function LiteralText() {
  return <p>Hello</p>
}
