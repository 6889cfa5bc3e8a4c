// expect eslint(no-console)
export const say = (text: string) => console.log(text)
