// expect holdall(no-static-style)
export function StaticStyle() {
  return <div style={{ color: 'red' }} />
}
