// expect typescript(switch-exhaustiveness-check)
export function say(what: 'a' | 'b') {
  switch (what) {
    case 'a':
      return 1
  }
  return 2
}
