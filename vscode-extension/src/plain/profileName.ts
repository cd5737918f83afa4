// The file that a profile is kept in: named after the session and the time.

export function profileName(session: string, time: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  const clock = `${two(time.getHours())}-${two(time.getMinutes())}-${two(time.getSeconds())}`;
  return `${session.replace(/[\\/:*?"<>|]/g, '-')} ${day} ${clock}.cpuprofile`;
}
