/**
 * When everything had to be done in the fortnight of fortnight.test.ts, counted by hand from the rules (domain.md §2.5, §3.2,
 * and the Qinhuai pack's limits) and the State Council's arrangement for 2026. Nothing here is computed. Local time; the
 * year is 2026.
 *
 * Working hours are 08–12 and 14–18, 8 a day. Worked: Thu 24 Sep, Mon 28, Tue 29, Wed 30, then Thu 8 Oct, Fri 9,
 * **Sat 10 (make-up for the National Day)**, Mon 12, Tue 13 … Not worked: Fri 25 – Sun 27 Sep (Mid-Autumn),
 * Thu 1 – Wed 7 Oct (National Day), Sun 11. «n wd» is n working days of 8 hours, «h» without more is working hours.
 */
export type Name = 'W1' | 'W2' | 'W3' | 'W4' | 'W5' | 'W6' | 'W7' | 'W8' | 'W9' | 'W10';

/** Stretches with the program switched off: what fell due in them fires at their end. */
export const OFF: readonly (readonly [from: string, to: string])[] = [
  ['09-25 18:00', '09-28 07:30'],
  ['10-03 12:00', '10-05 08:00'],
];

/**
 * Every clock of every whistle with its deadline; a second one where it was moved, for the reason given. `w`: the
 * whistle's own; `s1`…: summonses in the order in which they were made.
 */
export const DEADLINES: Record<Name, Record<string, string[]>> = {
  // 推进哨 that goes well, with an extension granted. Submitted Thu 24 Sep 08:00, approved 08:30, blown 09:00.
  W1: {
    'w.approve': ['09-24 12:00'], // 4 h from 08:00
    'w.triage': ['09-24 10:30'], // 2 h from 08:30
    'w.business': ['10-29 09:00'], // 20 wd: 28 29 30 | 8 9 10 | 12–16 (11th) | 19–23 (16th) | 26 27 28 29
    's1.sign': ['09-24 10:00'], // 60 min from 09:00
    's2.sign': ['09-24 10:00'],
    's1.object': ['09-24 15:00'], // 4 h from 09:00: 3 until noon, 1 after 14:00
    's2.object': ['09-24 15:00'],
    's1.contact': ['09-25 09:20'], // 24 hours on end from the signature at 09:20
    's2.contact': ['09-25 09:40'], // … at 09:40
    's1.arrive': ['09-30 09:20'], // 3 wd from Thu 24 09:20: Mon 28, Tue 29, Wed 30
    's2.arrive': ['09-30 09:40'], // 3 wd from Thu 24 09:40
    // 10 wd from the arrival on Mon 28 10:00: 29 30 | 8 9 10 | 12 13 14 15 16; 2 more granted: 19 20
    's1.handle': ['10-16 10:00', '10-20 10:00'],
    's2.handle': ['10-19 09:00'], // 10 wd from Tue 29 09:00: 30 | 8 9 10 | 12–16 (9th) | 19
    'w.confirm': ['10-14 11:00'], // 2 wd from Mon 12 11:00: 13 14
  },
  // 攻坚哨 whose standing committee member comes late. Submitted Thu 24 14:00, approved by both at 15:00, blown 15:20.
  W2: {
    'w.approve': ['09-24 18:00'], // 4 h from 14:00
    'w.triage': ['09-24 17:00'], // 2 h from 15:00
    // 40 wd from Thu 24 Sep 15:20: 20th is Thu 29 Oct | 30 (21) | 2–6 Nov (26) | 9–13 (31) | 16–20 (36) | 23 24 25 26
    'w.business': ['11-26 15:20'],
    's1.sign': ['09-24 16:20'], // 60 min from 15:20
    's2.sign': ['09-24 16:20'],
    's1.object': ['09-28 09:20'], // 4 h from 15:20: 2:40 on Thu, 1:20 on Mon
    's2.object': ['09-28 09:20'],
    's1.contact': ['09-25 15:40'], // 24 hours on end from 15:40
    's2.contact': ['09-25 16:15'], // … from 16:15, into the holiday
    's1.arrive': ['10-09 15:40'], // 5 wd from Thu 24 15:40: 28 29 30 | 8 9
    's2.arrive': ['10-09 16:15'], // 5 wd from Thu 24 16:15
    's3.arrive': ['10-09 15:20'], // leaders have no signature: 5 wd from the blowing, Thu 24 15:20
    's4.arrive': ['10-09 15:20'],
    // Level 3 for one working day: first from Sat 26 04:15 (a holiday): Mon 28, 8 h, 18:00. Then, overdue anew since
    // Fri 9 Oct 15:20: 2:40 on Fri, 5:20 on the make-up Saturday.
    'w.rung': ['09-28 18:00', '10-10 15:20'],
    // 20 wd from Mon 12 Oct 09:00: 13–16 (4) | 19–23 (9) | 26–30 (14) | 2–6 Nov (19) | 9
    's1.handle': ['11-09 09:00'],
    's2.handle': ['11-09 09:00'],
  },
  // 综合执法 (1+1+N), approved late, an extension refused, a silent street. Submitted Mon 28 09:00, approved 15:30, blown 16:00.
  W3: {
    'w.approve': ['09-28 15:00'], // 4 h from 09:00: 3, then 1 after 14:00
    'w.triage': ['09-28 17:30'], // 2 h from 15:30
    'w.business': ['10-30 16:00'], // 20 wd: 29 30 | 8 9 10 | 12–16 (10th) | 19–23 (15th) | 26–30
    's1.sign': ['09-28 17:00'], // 60 min from 16:00
    's2.sign': ['09-28 17:00'],
    's3.sign': ['09-28 17:00'],
    's4.sign': ['09-28 17:00'],
    's1.object': ['09-29 10:00'], // 4 h from 16:00: 2 on Mon, 2 on Tue
    's2.object': ['09-29 10:00'],
    's3.object': ['09-29 10:00'],
    's4.object': ['09-29 10:00'],
    's1.contact': ['09-29 16:20'], // 24 hours on end from 16:20
    's2.contact': ['09-29 16:20'],
    's3.contact': ['09-29 16:20'],
    's4.contact': ['09-29 16:20'],
    's1.arrive': ['10-08 16:20'], // 3 wd from Mon 28 16:20: 29 30 | 8
    's2.arrive': ['10-08 16:20'], // the extension was refused: stays
    's3.arrive': ['10-08 16:20'],
    's4.arrive': ['10-08 16:20'],
    's1.handle': ['10-20 11:00'], // 10 wd from Wed 30 11:00, when the team was complete: 8 9 10 | 12–16 (8th) | 19 20
    's3.handle': ['10-20 11:00'],
    's4.handle': ['10-20 11:00'],
    's2.handle': ['10-22 09:00'], // 10 wd from the late arrival on Fri 9 09:00: 10 | 12–16 (6th) | 19 20 21 22
    'w.confirm': ['10-12 10:00'], // 2 wd from Fri 9 10:00: Sat 10, Mon 12
    'w.evaluate': ['10-15 10:30'], // 3 wd from Mon 12 10:30: 13 14 15
  },
  // 应急 in the holiday, at night; nobody there at the week-end. Blown Fri 2 Oct 21:10. All its clocks run day and night.
  W4: {
    'w.post-approval': ['10-02 23:10'], // 2 hours
    'w.business': ['10-05 21:10'], // 72 hours: three days
    's1.sign': ['10-02 21:15'], // 5 min
    's2.sign': ['10-02 21:15'],
    's1.object': ['10-02 21:40'], // 30 min
    's2.object': ['10-02 21:40'],
    's1.arrive': ['10-02 21:40'], // 30 min from the blowing
    's2.arrive': ['10-02 21:40'],
    's1.handle': ['10-03 21:30'], // 24 hours from the arrival at 21:30
    's2.handle': ['10-03 22:00'], // … at 22:00
    // Level 3 for one working day: from Fri 2 21:17:30, again from Sat 3 21:30; either way Thu 8 Oct, 8 h, 18:00.
    'w.rung': ['10-08 18:00'],
    'w.confirm': ['10-09 18:00'], // 2 wd from Mon 5 08:30, in the holiday: all of Thu 8 and Fri 9
    'w.evaluate': ['10-10 18:00'], // 3 wd from Mon 5 09:30: all of Thu 8, Fri 9 and the make-up Sat 10
  },
  // 简单, objected to and upheld, closed, opened again. Submitted Thu 24 16:00, blown by the approval at 16:30.
  W5: {
    'w.approve': ['09-28 10:00'], // 4 h from Thu 16:00: 2, and 2 on Mon
    // 3 wd from Thu 24 16:30: 28 29 30. From the confirmation on Tue 29 17:30 to the reopening on Thu 8 Oct 10:00 it stands
    // still after 1:30 + 8 + 7:30 = 17 h; the last 7 are Thu 8 10–12, 14–18 and Fri 9 08–09.
    'w.business': ['09-30 16:30', '10-09 09:00'],
    's1.sign': ['09-24 17:30'], // 60 min
    's1.object': ['09-28 10:30'], // 4 h from Thu 16:30: 1:30, and 2:30 on Mon
    's1.arrive': ['09-28 10:30'], // 4 h from the blowing
    's1.rule': ['09-29 09:00'], // 1 wd from Mon 28 09:00: 3 + 4 h, and 1 on Tue
    'w.rung': ['09-29 14:30', '10-10 09:00'], // 1 wd from Mon 28 14:30 (3:30, then 4:30); from Fri 9 09:00 (7, then 1 on Sat)
    's2.sign': ['09-28 17:00'], // 60 min from the ruling at 16:00
    's2.object': ['09-29 10:00'], // 4 h from 16:00: 2 and 2
    's2.arrive': ['09-29 10:00'],
    // 1 wd from Tue 29 09:30: 2:30 + 4, and 1:30 on Wed. Second round, a new one from Thu 8 Oct 10:00: 6, and 2 on Fri
    's2.handle': ['09-30 09:30', '10-09 10:00'],
    'w.confirm': ['10-08 17:00', '10-12 11:00'], // 2 wd from Tue 29 17:00: 30 | 8; from Fri 9 11:00: Sat 10, Mon 12
    'w.evaluate': ['10-09 17:30', '10-13 16:00'], // 3 wd from Tue 29 17:30: 30 | 8 9; from Fri 9 16:00: 10 | 12 13
  },
  // 复杂, suspended over the holiday until a date. Submitted Mon 28 09:10, approved 09:30, blown 10:00.
  W6: {
    'w.approve': ['09-28 15:10'], // 4 h from 09:10: 2:50, then 1:10
    'w.triage': ['09-28 11:30'], // 2 h from 09:30
    // 10 wd: 29 30 | 8 9 10 | 12–16. Suspended from Tue 29 15:00 to Thu 8 15:00: 3 + 8 + 5 h = 2 wd later: 19 20
    'w.business': ['10-16 10:00', '10-20 10:00'],
    's1.sign': ['09-28 11:00'],
    's2.sign': ['09-28 11:00'],
    's1.object': ['09-28 16:00'], // 4 h from 10:00: 2 and 2
    's2.object': ['09-28 16:00'],
    's1.contact': ['09-29 10:10'], // 24 hours on end from 10:10
    's2.contact': ['09-29 10:10'],
    's1.arrive': ['09-30 10:10'], // 2 wd from Mon 28 10:10
    's2.arrive': ['09-30 10:10'],
    's1.handle': ['10-16 11:00', '10-20 11:00'], // 10 wd from Mon 28 11:00, then as above
    's2.handle': ['10-16 11:00', '10-20 11:00'],
    'w.resume': ['10-08 15:00'], // the date given
  },
  // 推进哨 with another lead, suspended and taken up again by order. Submitted Tue 29 08:00, approved 08:20, blown 09:00.
  W7: {
    'w.approve': ['09-29 12:00'], // 4 h
    'w.triage': ['09-29 10:20'], // 2 h from 08:20
    // 20 wd: 30 | 8 9 10 | 12–16 (9th) | 19–23 (14th) | 26–30 (19th) | 2 Nov. Suspended from Wed 30 11:00 to Fri 9 Oct 09:00:
    // 5 + 8 + 1 = 14 h later: 7 left on Mon 2 Nov, 7 on Tue 3
    'w.business': ['11-02 09:00', '11-03 17:00'],
    's1.sign': ['09-29 10:00'],
    's1.object': ['09-29 15:00'], // 4 h from 09:00: 3 and 1
    's1.contact': ['09-30 09:05'], // 24 hours on end from 09:05
    's1.arrive': ['10-09 09:05'], // 3 wd from Tue 29 09:05: 30 | 8 9
    's1.handle': ['10-19 09:30'], // 10 wd from Tue 29 09:30: 30 | 8 9 10 | 12–16 (9th) | 19
    's2.sign': ['09-29 15:00'], // 60 min from the change of lead at 14:00
    's2.object': ['09-29 18:00'], // 4 h
    's2.contact': ['09-30 14:20'], // 24 hours on end from 14:20
    's2.arrive': ['10-09 14:20'], // 3 wd from Tue 29 14:20
    's2.handle': ['10-19 15:00', '10-21 11:00'], // another department, a new clock: 10 wd from 15:00; then 14 h: 3 + 8 + 3
    'w.resume': ['10-12 18:00'], // the date given; an order came first
  },
  // 推进哨 excused over the holiday, and then nobody came. Submitted Wed 30 13:00 (noon break), approved 13:30, blown 14:00.
  W8: {
    'w.approve': ['09-30 18:00'], // 4 h, which begin at 14:00
    'w.triage': ['09-30 16:00'], // 2 h, which begin at 14:00
    // 20 wd: half a day on Wed 30 | 8 9 10 | 12–16 (8th) | 19–23 (13th) | 26–30 (18th) | 2 Nov, and the morning of Tue 3:
    // used up at noon, not at 14:00 when work goes on
    'w.business': ['11-03 12:00'],
    's1.sign': ['09-30 15:00'],
    's1.object': ['09-30 18:00'], // 4 h
    's1.contact': ['10-01 14:10'], // 24 hours on end from 14:10
    's1.arrive': ['10-10 14:10', '10-10 17:10'], // 3 wd: 8 9 10 (make-up); excused from 16:00 to Thu 8 09:00: 2 + 1 h later
    's1.handle': ['10-26 10:00'], // 10 wd from Mon 12 10:00: 13–16 (4) | 19–23 (9) | 26
  },
  // 推进哨 that nobody signs for: up the whole ladder; then reworked. Submitted Tue 29 14:30, approved 15:00, blown 16:00.
  W9: {
    'w.approve': ['09-30 08:30'], // 4 h from 14:30: 3:30, and 0:30 on Wed
    'w.triage': ['09-29 17:00'], // 2 h from 15:00
    'w.business': ['11-02 16:00'], // 20 wd from Tue 29 16:00, as W7
    's1.sign': ['09-29 17:00'], // 60 min
    's1.object': ['09-30 10:00'], // 4 h from 16:00: 2 and 2
    'w.rung': ['09-30 17:30'], // 1 wd from Tue 29 17:30: 0:30, and 7:30 on Wed: 4 + 3:30
    's1.contact': ['10-09 08:30'], // 24 hours on end from Thu 8 08:30
    's1.arrive': ['10-12 08:30'], // 3 wd from Thu 8 08:30: 9 10 (make-up) 12
    // 10 wd from Fri 9 14:00: half a day | 10 | 12–16 (6th) | 19 20 21 and the morning of Thu 22. Handed in on Sat 10 from 09:00
    // to 16:00, when it was sent back: 3 + 2 h later, 4 on the afternoon of Thu 22 and 1 on Fri 23
    's1.handle': ['10-22 12:00', '10-23 09:00'],
    'w.confirm': ['10-13 09:00', '10-14 09:00'], // 2 wd from Sat 10 09:00: 12 13; again from Mon 12 09:00: 13 14
  },
  // 简单 on the make-up Saturday. Submitted Sat 10 Oct 10:00, blown by the approval at 11:00.
  W10: {
    'w.approve': ['10-10 16:00'], // 4 h from 10:00: 2 and 2
    'w.business': ['10-14 11:00'], // 3 wd: 12 13 14
    's1.sign': ['10-10 12:00'],
    's1.object': ['10-10 17:00'], // 4 h from 11:00: 1 and 3
    's1.arrive': ['10-10 17:00'],
    's1.handle': ['10-12 16:30'], // 1 wd from Sat 10 16:30: 1:30, and 6:30 on Mon: 4 + 2:30
  },
};

/**
 * Everything that fired, in order: half (0.5) and four fifths (0.8) of a clock remind, 1 is its end, 1.5 half as much again.
 * Parts of a clock are counted in its own kind of time.
 */
export const FIRED: readonly (readonly [at: string, whistle: Name, clock: string, mark: number])[] = [
  ['09-24 09:30', 'W1', 's2.sign', 0.5], // 30 min from 09:00; s1 signed at 09:20
  ['09-24 15:50', 'W2', 's2.sign', 0.5], // 30 min from 15:20; s1 signed at 15:40
  ['09-24 16:08', 'W2', 's2.sign', 0.8], // 48 min
  ['09-25 04:15', 'W2', 's2.contact', 0.5], // 12 hours from 16:15, at night
  ['09-25 11:27', 'W2', 's2.contact', 0.8], // 19:12 hours, on the holiday
  ['09-25 16:15', 'W2', 's2.contact', 1], // 24 hours
  ['09-26 04:15', 'W2', 's2.contact', 1.5], // 36 hours; switched off
  ['09-28 08:30', 'W5', 's1.arrive', 0.5], // 2 of 4 h from Thu 16:30: 1:30, and 0:30 on Mon
  ['09-28 09:42', 'W5', 's1.arrive', 0.8], // 3:12: 1:30 and 1:42; runs on through the objection (首接负责)
  ['09-28 10:30', 'W5', 's1.arrive', 1], // 4: 1:30 and 2:30
  ['09-28 11:00', 'W3', 'w.approve', 0.5], // 2 of 4 h from 09:00
  ['09-28 14:12', 'W3', 'w.approve', 0.8], // 3:12: 3 until noon and 0:12
  ['09-28 14:30', 'W5', 's1.arrive', 1.5], // 6: 1:30, 4 and 0:30
  ['09-28 15:00', 'W3', 'w.approve', 1], // 4: 3 and 1
  ['09-28 15:00', 'W5', 's1.rule', 0.5], // 4 of 8 h from 09:00: 3 and 1
  ['09-28 15:40', 'W1', 's2.arrive', 0.5], // 12 of 24 h from Thu 09:40: 6:20, and 5:40 on Mon: 4 and 1:40
  ['09-28 18:00', 'W5', 's2.arrive', 0.5], // 2 of 4 h from Mon 16:00
  ['09-29 09:12', 'W5', 's2.arrive', 0.8], // 3:12: 2, and 1:12 on Tue
  ['09-29 10:30', 'W5', 'w.business', 0.5], // 12 of 24 h from Thu 16:30: 1:30, 8, 2:30
  ['09-29 15:30', 'W5', 's2.handle', 0.5], // 4 of 8 h from 09:30: 2:30 and 1:30
  ['09-29 16:00', 'W9', 'w.triage', 0.5], // 1 of 2 h from 15:00; triaged in that same minute
  ['09-29 16:30', 'W9', 's1.sign', 0.5], // 30 min from 16:00
  ['09-29 16:48', 'W9', 's1.sign', 0.8], // 48 min
  ['09-29 17:00', 'W9', 's1.sign', 1], // 60 min
  ['09-29 17:30', 'W9', 's1.sign', 1.5], // 90 min
  ['09-30 09:20', 'W2', 's3.arrive', 0.5], // 20 of 40 h from Thu 15:20: 2:40, 8, 8, 1:20; the deputy head came on Tue
  ['09-30 10:20', 'W3', 's2.arrive', 0.5], // 12 of 24 h from Mon 16:20: 1:40, 8, 2:20
  ['09-30 10:20', 'W3', 's4.arrive', 0.5],
  ['09-30 17:30', 'W9', 'w.rung', 1], // level 3 since Tue 17:30: to level 4
  ['10-02 21:12:30', 'W4', 's1.sign', 0.5], // 2:30 min from 21:10
  ['10-02 21:12:30', 'W4', 's2.sign', 0.5],
  ['10-02 21:14', 'W4', 's2.sign', 0.8], // 4 min; s1 signed at 21:13
  ['10-02 21:15', 'W4', 's2.sign', 1], // 5 min
  ['10-02 21:17:30', 'W4', 's2.sign', 1.5], // 7:30 min
  ['10-02 21:25', 'W4', 's1.arrive', 0.5], // 15 min
  ['10-02 21:25', 'W4', 's2.arrive', 0.5],
  ['10-02 21:34', 'W4', 's2.arrive', 0.8], // 24 min; s1 came at 21:30
  ['10-02 21:40', 'W4', 's2.arrive', 1], // 30 min
  ['10-02 21:55', 'W4', 's2.arrive', 1.5], // 45 min; came at 22:00
  ['10-02 22:10', 'W4', 'w.post-approval', 0.5], // 1 hour; approved at 22:30
  ['10-03 09:30', 'W4', 's1.handle', 0.5], // 12 hours from 21:30
  ['10-03 10:00', 'W4', 's2.handle', 0.5], // 12 hours from 22:00
  ['10-03 16:42', 'W4', 's1.handle', 0.8], // 19:12 hours; switched off from here
  ['10-03 17:12', 'W4', 's2.handle', 0.8],
  ['10-03 21:30', 'W4', 's1.handle', 1], // 24 hours
  ['10-03 22:00', 'W4', 's2.handle', 1],
  ['10-04 09:10', 'W4', 'w.business', 0.5], // 36 hours from Fri 21:10
  ['10-04 09:30', 'W4', 's1.handle', 1.5], // 36 hours
  ['10-04 10:00', 'W4', 's2.handle', 1.5],
  ['10-05 06:46', 'W4', 'w.business', 0.8], // 57:36 hours
  ['10-08 09:32', 'W3', 's2.arrive', 0.8], // 19:12 of 24 h from Mon 28 16:20: 1:40, 8, 8, 1:32
  ['10-08 14:12', 'W5', 'w.business', 0.8], // 19:12 h; 17 before it stood still, 2:12 from Thu 8 10:00: 2 and 0:12
  ['10-08 15:00', 'W6', 'w.resume', 1], // the end of the suspension
  ['10-08 15:20', 'W2', 's3.arrive', 0.8], // 32 of 40 h: 2:40, 8, 8, 8, 5:20: 4 and 1:20
  ['10-08 16:00', 'W5', 's2.handle', 0.5], // second round: 4 of 8 h from 10:00
  ['10-08 16:20', 'W3', 's2.arrive', 1], // 24 h: 1:40, 8, 8, 6:20
  ['10-08 20:30', 'W9', 's1.contact', 0.5], // 12 hours from 08:30
  ['10-09 03:42', 'W9', 's1.contact', 0.8], // 19:12 hours
  ['10-09 08:24', 'W5', 's2.handle', 0.8], // 6:24: 6 and 0:24
  ['10-09 09:00', 'W5', 'w.business', 1], // 24 h: 17, 6, 1
  ['10-09 10:00', 'W5', 's2.handle', 1], // 8: 6 and 2
  ['10-09 11:10', 'W8', 's1.arrive', 0.5], // 12 of 24 h: 1:50 on Wed 30; from Thu 8 09:00 7, and 3:10 on Fri
  ['10-09 12:00', 'W4', 'w.evaluate', 0.5], // 12 of 24 h from the holiday: 8 on Thu, 4 on Fri
  ['10-09 15:20', 'W2', 's3.arrive', 1], // 40 h: 2:40, 8, 8, 8, 8, 5:20
  ['10-10 10:00', 'W3', 'w.confirm', 0.5], // 8 of 16 h from Fri 10:00: 6, and 2 on the make-up Saturday
  ['10-10 10:22', 'W8', 's1.arrive', 0.8], // 19:12: 1:50, 7, 8, 2:22
  ['10-10 11:30', 'W10', 's1.sign', 0.5], // 30 min from 11:00
  ['10-10 11:48', 'W10', 's1.sign', 0.8], // 48 min; signed at 11:50
  ['10-10 15:00', 'W10', 's1.arrive', 0.5], // 2 of 4 h from 11:00: 1 and 1
  ['10-10 15:20', 'W2', 'w.rung', 1], // level 3, overdue since Fri 15:20: 2:40 and 5:20: to level 4
  ['10-10 16:12', 'W10', 's1.arrive', 0.8], // 3:12: 1 and 2:12; came at 16:30
  ['10-10 16:48', 'W3', 'w.confirm', 0.8], // 12:48 of 16 h: 6, 4, 2:48
  ['10-10 17:10', 'W8', 's1.arrive', 1], // 24 h: 1:50, 7, 8, 7:10
  ['10-12 09:00', 'W1', 's2.handle', 0.5], // 40 of 80 h from Tue 29 09:00: 7, 8, 8, 8, 8, 1
  ['10-12 10:00', 'W1', 's1.handle', 0.5], // 48 of 96 h from Mon 28 10:00: 6, 8, 8, 8, 8, 8, 2
  ['10-12 10:00', 'W3', 'w.confirm', 1], // 16 h: 6, 8, 2
  ['10-12 10:30', 'W10', 's1.handle', 0.5], // 4 of 8 h from Sat 16:30: 1:30 and 2:30
  ['10-12 14:54', 'W10', 's1.handle', 0.8], // 6:24: 1:30, 4, 0:54
  ['10-12 16:30', 'W10', 's1.handle', 1], // 8: 1:30, 4, 2:30
  ['10-12 17:00', 'W10', 'w.business', 0.5], // 12 of 24 h from Sat 11:00: 5, and 7 on Mon: 4 and 3
];

/** Highest level that each reached, and whether it went on the list of the weekly meeting. */
export const LEVELS: Record<Name, readonly [highest: number, listed: boolean]> = {
  W1: [1, false], // reminders only
  W2: [4, true], // 1.5 of a clock: 3; a day later, overdue: 4
  W3: [2, false], // ends of clocks, of different hands
  W4: [3, false], // 1.5 of a clock
  W5: [3, false],
  W6: [0, false],
  W7: [0, false],
  W8: [2, false],
  W9: [4, true],
  W10: [2, false],
};
