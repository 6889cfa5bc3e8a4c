// expect typescript(no-floating-promises)
const load = () => Promise.resolve(1)

export function start() {
  load()
}
