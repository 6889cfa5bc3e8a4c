// expect typescript(no-misused-promises)
export function start(list: number[]) {
  list.forEach(async () => {
    await Promise.resolve()
  })
}
