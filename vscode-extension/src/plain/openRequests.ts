// The requests that a server has not answered yet: when it is gone each is refused, however far on its way it was.

export class OpenRequests {
  private readonly refusals = new Set<(reason: Error) => void>();
  private ended: Error | undefined;

  /** As `answer`, but refused once the server is gone, even if `answer` never settles. */
  hold<T>(answer: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.ended !== undefined) {
        reject(this.ended);
      }
      this.refusals.add(reject);
      const settle = () => this.refusals.delete(reject);
      answer.then((value) => {
        settle();
        resolve(value);
      }, (error: unknown) => {
        settle();
        reject(error as Error);
      });
    });
  }

  end(reason: Error): void {
    this.ended = reason;
    this.refusals.forEach((refuse) => refuse(reason));
    this.refusals.clear();
  }
}
