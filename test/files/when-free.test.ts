import { expect, test } from "vitest";
import { describeSystemError } from "../../src/files/system-error.ts";
import { whenFree } from "../../src/files/when-free.ts";

const refusal = (code: string, syscall = "rename") => Object.assign(new Error(code), { code, syscall });

/** Is refused so many times, and then does it. */
function refusedTimes(times: number, code: string) {
  let tries = 0;
  const action = () => {
    tries += 1;
    if (tries <= times) throw refusal(code);
    return "done";
  };
  return { action, tries: () => tries };
}

test.each(["EPERM", "EACCES", "EBUSY"])("%s is tried again, for another program may let go of the file", (code) => {
  const { action, tries } = refusedTimes(2, code);
  expect(whenFree(action, [0, 0, 0])).toBe("done");
  expect(tries()).toBe(3);
});

test("what is refused for good is thrown after the last try", () => {
  const { action, tries } = refusedTimes(Infinity, "EBUSY");
  expect(() => whenFree(action, [0, 0])).toThrow("EBUSY");
  expect(tries()).toBe(3);
});

test.each(["ENOSPC", "EISDIR", "EXDEV"])("%s is no matter of time", (code) => {
  const { action, tries } = refusedTimes(1, code);
  expect(() => whenFree(action, [0, 0])).toThrow(code);
  expect(tries()).toBe(1);
});

test.each(["rename", "unlink"])("who is refused a %s hears of the program that may hold the file", (syscall) => {
  expect(describeSystemError(refusal("EPERM", syscall))).toEqual({
    reason: "permission denied",
    fix: "close the program that has it open, or see to your rights there",
  });
  expect(describeSystemError(refusal("EACCES", "mkdir")).fix).toBe("see to your rights there, or name another folder");
});
