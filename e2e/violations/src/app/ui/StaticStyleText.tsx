// expect holdall(no-static-style)
export function StaticStyleText() {
  return <div style="color: red" />
}
