; The rules of checker/judging/rules/ for CLIPS. Salience is their priority turned round. Phase facts are
; not needed: CLIPS withdraws a match when what it negates arrives before it fires.
; A finding is four items in ?*out*: rule, requirement (or -1), and up to two numbers (or -1).

(defglobal ?*out* = (create$))
(deffunction found (?rule ?r ?a ?b) (bind ?*out* ?*out* ?rule ?r ?a ?b))

(deftemplate R (slot r) (slot i) (slot v) (slot g) (slot s) (slot year) (slot prev) (slot reach)
               (slot needs) (slot since) (slot to))
(deftemplate C (slot n) (slot i) (slot y) (slot day) (slot issued) (slot state) (slot v) (slot g) (slot s) (slot soft))
(deftemplate B (slot n) (slot i) (slot v) (slot y) (slot day) (slot past))
(deftemplate V (slot r) (slot n))
(deftemplate A (slot n) (slot r) (slot expired))
(deftemplate T (slot n) (slot grp) (slot lead) (slot out) (slot due))
(deftemplate U (slot n))
(deftemplate M (slot w) (slot n) (slot end) (slot q))
(deftemplate W (slot w) (slot end) (slot q) (slot nation) (slot i))
(deftemplate H (slot h) (slot grp))
(deftemplate L (slot l) (slot named) (slot level) (slot earliest) (slot latest) (slot from) (slot before))
(deftemplate N (slot r) (slot n) (slot late) (slot i) (slot y) (slot ry) (slot w) (slot pref)
               (slot v) (slot g) (slot s) (slot rv) (slot rg) (slot rs))
(deftemplate Y (slot r) (slot n) (slot late) (slot i) (slot y) (slot pref) (slot v) (slot g) (slot s)
               (slot rv) (slot rg) (slot rs))
(deftemplate G (slot r) (slot n) (slot late) (slot i) (slot y) (slot v) (slot g) (slot s) (slot rv) (slot rg) (slot rs))
(deftemplate D (slot r) (slot n) (slot own))
(deftemplate O (slot r) (slot i) (slot g) (slot s) (slot prev))
(deftemplate K (slot r))
(deftemplate X (slot w))

(deffunction weakness (?satisfies ?g ?s)
  (+ (* ?satisfies 100000000000000000) (* (+ ?g 2000000000000000) 4) ?s))

; Which commitments answer which requirement.

(defrule beyond-plan-period (declare (salience -1))
  (R (r ?r) (to ?to) (year ?year&:(> ?year ?to)))
  => (found beyond-plan-period ?r -1 -1))

(defrule before-plan-period (declare (salience -1))
  (R (r ?r) (to ?to) (year ?year&:(<= ?year ?to)) (since ?since) (needs ?needs&:(> ?since ?needs)))
  => (found before-plan-period ?r -1 -1))

(defrule answers-on-time (declare (salience -1))
  (R (r ?r) (i ?i) (v ?rv) (g ?rg) (s ?rs) (to ?to) (year ?year&:(<= ?year ?to)) (since ?since) (needs ?needs&:(<= ?since ?needs)) (prev ?prev))
  (C (n ?n) (i ?i) (state clear) (v ?v) (g ?g) (s ?s) (issued ?issued)
     (y ?y&:(> ?y 0)&:(<= ?y 2100)&:(>= ?y ?issued)&:(> ?y ?prev)&:(<= ?y ?year)))
  => (bind ?satisfies (if (and (>= ?g ?rg) (>= ?s ?rs)) then 1 else 0))
     (assert (N (r ?r) (n ?n) (late 0) (i ?i) (y ?y) (ry (+ (* ?r 10000) ?y)) (w (weakness ?satisfies ?g ?s))
                (pref (+ 30000 ?y)) (v ?v) (g ?g) (s ?s) (rv ?rv) (rg ?rg) (rs ?rs)))
     (found answers-on-time ?r ?n -1))

(defrule answers-late (declare (salience -1))
  (R (r ?r) (i ?i) (v ?rv) (g ?rg) (s ?rs) (to ?to) (year ?year&:(<= ?year ?to)) (since ?since) (needs ?needs&:(<= ?since ?needs)) (reach ?reach))
  (C (n ?n) (i ?i) (state clear) (v ?v) (g ?g) (s ?s) (issued ?issued)
     (y ?y&:(> ?y 0)&:(<= ?y 2100)&:(>= ?y ?issued)&:(> ?y ?year)&:(<= ?y ?reach)))
  => (bind ?satisfies (if (and (>= ?g ?rg) (>= ?s ?rs)) then 1 else 0))
     (assert (N (r ?r) (n ?n) (late 1) (i ?i) (y ?y) (ry (+ (* ?r 10000) ?y)) (w (weakness ?satisfies ?g ?s))
                (pref (- (+ 10000 (* ?satisfies 10000) 9999) ?y)) (v ?v) (g ?g) (s ?s) (rv ?rv) (rg ?rg) (rs ?rs)))
     (found answers-late ?r ?n -1))

(defrule not-comparable (declare (salience -1))
  (R (r ?r) (i ?i) (to ?to) (year ?year&:(<= ?year ?to)) (since ?since) (needs ?needs&:(<= ?since ?needs)) (prev ?prev) (reach ?reach))
  (C (n ?n) (i ?i) (state ~clear) (issued ?issued)
     (y ?y&:(> ?y 0)&:(<= ?y 2100)&:(>= ?y ?issued)&:(> ?y ?prev)&:(<= ?y ?reach)))
  => (assert (D (r ?r) (n ?n) (own 1)))
     (found not-comparable ?r ?n -1))

(defrule no-year (declare (salience -1))
  (R (r ?r) (i ?i) (to ?to) (year ?year&:(<= ?year ?to)) (since ?since) (needs ?needs&:(<= ?since ?needs)))
  (C (n ?n) (i ?i) (y 0))
  => (assert (D (r ?r) (n ?n) (own 0)))
     (found no-year ?r ?n -1))

(defrule year-before-issue (declare (salience -1))
  (R (r ?r) (i ?i) (to ?to) (year ?year&:(<= ?year ?to)) (since ?since) (needs ?needs&:(<= ?since ?needs)))
  (C (n ?n) (i ?i) (issued ?issued) (y ?y&:(> ?y 0)&:(< ?y ?issued)))
  => (assert (D (r ?r) (n ?n) (own 0)))
     (found year-before-issue ?r ?n -1))

(defrule year-too-far (declare (salience -1))
  (R (r ?r) (i ?i) (to ?to) (year ?year&:(<= ?year ?to)) (since ?since) (needs ?needs&:(<= ?since ?needs)))
  (C (n ?n) (i ?i) (y ?y&:(> ?y 2100)))
  => (assert (D (r ?r) (n ?n) (own 0)))
     (found year-too-far ?r ?n -1))

; Which answer governs: of one year the weakest; on time before late, then the preferred year.

(defrule weakest-of-its-year (declare (salience -3))
  (N (r ?r) (n ?n) (late ?late) (i ?i) (y ?y) (ry ?ry) (w ?w) (pref ?pref) (v ?v) (g ?g) (s ?s) (rv ?rv) (rg ?rg) (rs ?rs))
  (not (N (ry ?ry) (w ?x&:(< ?x ?w))))
  => (assert (Y (r ?r) (n ?n) (late ?late) (i ?i) (y ?y) (pref ?pref) (v ?v) (g ?g) (s ?s) (rv ?rv) (rg ?rg) (rs ?rs)))
     (found weakest-of-its-year ?r ?n -1))

(defrule governs (declare (salience -5))
  (Y (r ?r) (n ?n) (late ?late) (i ?i) (y ?y) (pref ?pref) (v ?v) (g ?g) (s ?s) (rv ?rv) (rg ?rg) (rs ?rs))
  (not (Y (r ?r) (pref ?x&:(> ?x ?pref))))
  => (assert (G (r ?r) (n ?n) (late ?late) (i ?i) (y ?y) (v ?v) (g ?g) (s ?s) (rv ?rv) (rg ?rg) (rs ?rs)))
     (found governs ?r ?n -1))

; What the governing answer is worth.

(defrule meets-the-bound (declare (salience -6))
  (G (r ?r) (n ?n) (late 0) (g ?g) (rg ?g) (rs ?rs) (s ?s&:(>= ?s ?rs)))
  => (found meets-the-bound ?r ?n -1))

(defrule exceeds-the-bound (declare (salience -6))
  (G (r ?r) (n ?n) (late 0) (rg ?rg) (g ?g&:(> ?g ?rg)) (rs ?rs) (s ?s&:(>= ?s ?rs)))
  => (found exceeds-the-bound ?r ?n -1))

(defrule satisfies-too-late (declare (salience -6))
  (G (r ?r) (n ?n) (late 1) (rg ?rg) (g ?g&:(>= ?g ?rg)) (rs ?rs) (s ?s&:(>= ?s ?rs)))
  => (found satisfies-too-late ?r ?n -1))

(defrule value-falls-short (declare (salience -6))
  (G (r ?r) (n ?n) (rv ?rv) (v ?v&:(< ?v ?rv)))
  => (found value-falls-short ?r ?n -1))

(defrule strictness-falls-short (declare (salience -6))
  (G (r ?r) (n ?n) (v ?v) (rv ?v) (rg ?rg) (g ?g&:(< ?g ?rg)))
  => (found strictness-falls-short ?r ?n -1))

(defrule scope-falls-short (declare (salience -6))
  (G (r ?r) (n ?n) (rs ?rs) (s ?s&:(< ?s ?rs)))
  => (found scope-falls-short ?r ?n -1))

(defrule misses-the-deadline (declare (salience -6))
  (G (r ?r) (n ?n) (late 1))
  => (found misses-the-deadline ?r ?n -1))

; Requirements that nothing clear answers.

(defrule nothing-clear-answers (declare (salience -8))
  (R (r ?r) (i ?i) (g ?g) (s ?s) (prev ?prev) (to ?to) (year ?year&:(<= ?year ?to)) (since ?since) (needs ?needs&:(<= ?since ?needs)))
  (not (G (r ?r)))
  => (assert (O (r ?r) (i ?i) (g ?g) (s ?s) (prev ?prev)))
     (found nothing-clear-answers ?r -1 -1))

(defrule unclear-answer (declare (salience -9))
  (O (r ?r))
  (D (r ?r) (n ?n) (own 1))
  => (assert (K (r ?r)))
     (found unclear-answer ?r ?n -1))

; One match settles a requirement, and would withdraw the others: so it takes effect one step later.
(deftemplate settling (slot r))
(deftemplate doubting (slot r))
(defrule settled-by-carrying (declare (salience -12)) (settling (r ?r)) => (assert (K (r ?r))))
(defrule settled-by-doubt (declare (salience -14)) (doubting (r ?r)) => (assert (K (r ?r))))

(defrule carried-forward (declare (salience -11))
  (O (r ?r) (i ?i) (g ?og) (s ?os) (prev ?prev))
  (not (K (r ?r)))
  (C (n ?n) (i ?i) (state clear) (issued ?issued) (g ?g&:(>= ?g ?og)) (s ?s&:(>= ?s ?os))
     (y ?y&:(> ?y 0)&:(<= ?y 2100)&:(>= ?y ?issued)&:(<= ?y ?prev)))
  (not (C (i ?i) (state clear) (issued ?wi) (g ?wg&:(< ?wg ?og))
          (y ?wy&:(> ?wy 0)&:(<= ?wy 2100)&:(>= ?wy ?wi)&:(>= ?wy ?y)&:(<= ?wy ?prev))))
  (not (C (i ?i) (state clear) (issued ?zi) (s ?zs&:(< ?zs ?os))
          (y ?zy&:(> ?zy 0)&:(<= ?zy 2100)&:(>= ?zy ?zi)&:(>= ?zy ?y)&:(<= ?zy ?prev))))
  => (assert (settling (r ?r)))
     (found carried-forward ?r ?n -1))

(defrule unclear-when (declare (salience -13))
  (O (r ?r))
  (not (K (r ?r)))
  (D (r ?r) (n ?n) (own 0))
  => (assert (doubting (r ?r)))
     (found unclear-when ?r ?n -1))

(defrule nothing-answers (declare (salience -15))
  (O (r ?r))
  (not (K (r ?r)))
  => (found nothing-answers ?r -1 -1))

; What a reviewer accepted.

(defrule accepted (declare (salience -16))
  (A (n ?n) (r ?r) (expired 0))
  (R (r ?r))
  => (found accepted ?r ?n -1))

(defrule acceptance-expired (declare (salience -16))
  (A (n ?n) (r ?r) (expired 1))
  => (found acceptance-expired ?r ?n -1))

; What a careful reviewer would also remark.

(defrule differs-for-the-same-year (declare (salience -17))
  (C (n ?a) (i ?i) (state clear) (issued ?ai) (g ?g) (y ?y&:(> ?y 0)&:(<= ?y 2100)&:(>= ?y ?ai)))
  (C (n ?b&:(> ?b ?a)) (i ?i) (state clear) (y ?y) (g ~?g))
  => (found differs-for-the-same-year -1 ?a ?b))

(defrule differs-in-scope (declare (salience -17))
  (C (n ?a) (i ?i) (state clear) (issued ?ai) (s ?s&:(< ?s 3)) (y ?y&:(> ?y 0)&:(<= ?y 2100)&:(>= ?y ?ai)))
  (C (n ?b&:(> ?b ?a)) (i ?i) (state clear) (y ?y) (s ?bs&:(< ?bs 3)&~?s))
  => (found differs-in-scope -1 ?a ?b))

(defrule weaker-in-a-later-year (declare (salience -17))
  (C (n ?a) (i ?i) (state clear) (issued ?ai) (g ?g) (y ?y&:(> ?y 0)&:(<= ?y 2100)&:(>= ?y ?ai)))
  (C (n ?b) (i ?i) (state clear) (issued ?bi) (g ?bg&:(< ?bg ?g)) (y ?by&:(<= ?by 2100)&:(>= ?by ?bi)&:(> ?by ?y)))
  => (found weaker-in-a-later-year -1 (min ?a ?b) (max ?a ?b)))

(defrule worse-than-the-baseline (declare (salience -17))
  (B (n ?b) (i ?i) (v ?bv) (past 0))
  (C (n ?n) (i ?i) (state clear) (issued ?issued) (v ?v&:(< ?v ?bv)) (y ?y&:(> ?y 0)&:(<= ?y 2100)&:(>= ?y ?issued)))
  => (found worse-than-the-baseline -1 ?b ?n))

(defrule softened (declare (salience -17))
  (C (n ?n) (soft 1))
  => (found softened -1 ?n -1))

(defrule impossible-early-year (declare (salience -17))
  (C (n ?n) (issued ?issued) (y ?y&:(> ?y 0)&:(< ?y ?issued)))
  => (found impossible-early-year -1 ?n -1))

(defrule impossible-far-year (declare (salience -17))
  (C (n ?n) (y ?y&:(> ?y 2100)))
  => (found impossible-far-year -1 ?n -1))

(defrule names-it-otherwise (declare (salience -17))
  (V (r ?r) (n ?n))
  => (found names-it-otherwise ?r ?n -1))

(defrule speaks-of-another-scope (declare (salience -17))
  (N (r ?r) (n ?n) (rs ?rs) (s ?s&:(< ?s ?rs)))
  => (found speaks-of-another-scope ?r ?n -1))

(defrule rise-from-the-baseline (declare (salience -17))
  (G (r ?r) (n ?n) (i ?i) (y ?y) (v ?v))
  (B (n ?b) (i ?i) (day ?day) (y ?by&:(> ?by 0)&:(< ?by ?y)) (v ?bv&:(< ?bv ?v)))
  (not (B (i ?i) (y ?xy&:(> ?xy 0)&:(< ?xy ?y)) (day ?xday&:(> ?xday ?day))))
  => (found rise-from-the-baseline ?r ?b ?n))

(defrule table-not-read (declare (salience -17))
  (U (n ?n))
  => (found table-not-read -1 ?n -1))

; What becomes of the tasks of norms. A task without a deadline has the end 99999999, without a day 0.

(defrule task-in-time (declare (salience -1))
  (W (w ?w) (end ?end&:(< ?end 99999999)))
  (M (w ?w) (n ?n) (end ?mend&:(> ?mend 0)&:(<= ?mend ?end)))
  => (assert (X (w ?w)))
     (found task-in-time -1 ?n ?w))

(defrule task-without-deadline (declare (salience -1))
  (W (w ?w) (end 99999999))
  (M (w ?w) (n ?n))
  => (assert (X (w ?w)))
     (found task-without-deadline -1 ?n ?w))

(defrule task-after-the-deadline (declare (salience -1))
  (W (w ?w) (end ?end&:(< ?end 99999999)))
  (M (w ?w) (n ?n) (end ?mend&:(> ?mend ?end)))
  => (assert (X (w ?w)))
     (found task-after-the-deadline -1 ?n ?w))

(defrule task-without-a-day (declare (salience -1))
  (W (w ?w) (end ?end&:(< ?end 99999999)))
  (M (w ?w) (n ?n) (end 0))
  => (assert (X (w ?w)))
     (found task-without-a-day -1 ?n ?w))

(defrule task-without-a-figure (declare (salience -1))
  (W (w ?w) (q ?q&:(> ?q 0)))
  (M (w ?w) (n ?n) (q 0))
  => (found task-without-a-figure -1 ?n ?w))

(defrule task-promises-less (declare (salience -1))
  (W (w ?w) (nation 0) (q ?q))
  (M (w ?w) (n ?n) (q ?mq&:(> ?mq 0)&:(< ?mq ?q)))
  => (found task-promises-less -1 ?n ?w))

(defrule target-in-time (declare (salience -1))
  (W (w ?w) (i ?i&:(>= ?i 0)) (end ?end&:(< ?end 99999999)))
  (C (n ?n) (i ?i) (state clear) (v ?v&:(> ?v 0)) (issued ?issued)
     (y ?y&:(> ?y 0)&:(<= ?y 2100)&:(>= ?y ?issued)) (day ?day&:(<= ?day ?end)))
  => (assert (X (w ?w)))
     (found target-in-time -1 ?n ?w))

(defrule target-after-the-deadline (declare (salience -1))
  (W (w ?w) (i ?i&:(>= ?i 0)) (end ?end&:(< ?end 99999999)))
  (C (n ?n) (i ?i) (state clear) (v ?v&:(> ?v 0)) (issued ?issued)
     (y ?y&:(> ?y 0)&:(<= ?y 2100)&:(>= ?y ?issued)) (day ?day&:(> ?day ?end)))
  => (assert (X (w ?w)))
     (found target-after-the-deadline -1 ?n ?w))

(defrule target-without-deadline (declare (salience -1))
  (W (w ?w) (i ?i&:(>= ?i 0)) (end 99999999))
  (C (n ?n) (i ?i) (state clear) (v ?v&:(> ?v 0)))
  => (assert (X (w ?w)))
     (found target-without-deadline -1 ?n ?w))

(defrule target-without-a-year (declare (salience -1))
  (W (w ?w) (i ?i&:(>= ?i 0)) (end ?end&:(< ?end 99999999)))
  (C (n ?n) (i ?i) (state clear) (v ?v&:(> ?v 0)) (y 0))
  => (assert (X (w ?w)))
     (found target-without-a-year -1 ?n ?w))

(defrule target-before-issue (declare (salience -1))
  (W (w ?w) (i ?i&:(>= ?i 0)) (end ?end&:(< ?end 99999999)))
  (C (n ?n) (i ?i) (state clear) (v ?v&:(> ?v 0)) (issued ?issued) (y ?y&:(> ?y 0)&:(< ?y ?issued)))
  => (assert (X (w ?w)))
     (found target-before-issue -1 ?n ?w))

(defrule target-too-far (declare (salience -1))
  (W (w ?w) (i ?i&:(>= ?i 0)) (end ?end&:(< ?end 99999999)))
  (C (n ?n) (i ?i) (state clear) (v ?v&:(> ?v 0)) (y ?y&:(> ?y 2100)))
  => (assert (X (w ?w)))
     (found target-too-far -1 ?n ?w))

(defrule target-not-comparable (declare (salience -1))
  (W (w ?w) (i ?i&:(>= ?i 0)))
  (C (n ?n) (i ?i) (state ~clear))
  => (assert (X (w ?w)))
     (found target-not-comparable -1 ?n ?w))

(defrule nothing-assigned (declare (salience -18))
  (W (w ?w))
  (not (X (w ?w)))
  => (found nothing-assigned -1 ?w -1))

; What a careful reviewer would remark of tasks.

(defrule task-without-a-lead (declare (salience -17))
  (T (n ?n) (lead 0))
  => (found task-without-a-lead -1 ?n -1))

(defrule task-without-an-output (declare (salience -17))
  (T (n ?n) (out 0))
  => (found task-without-an-output -1 ?n -1))

(defrule task-without-a-due-date (declare (salience -17))
  (T (n ?n) (due 0))
  => (found task-without-a-due-date -1 ?n -1))

(defrule group-without-tasks (declare (salience -18))
  (H (h ?h) (grp ?grp))
  (not (T (grp ?grp)))
  => (found group-without-tasks -1 ?h -1))

; Whether a norm binds the plan.

(defrule addresses-other-levels (declare (salience -1))
  (L (l ?l) (level 0))
  => (found addresses-other-levels -1 ?l -1))

(defrule issued-before-the-norm (declare (salience -1))
  (L (l ?l) (level 1) (from ?from) (latest ?latest&:(< ?latest ?from)))
  => (found issued-before-the-norm -1 ?l -1))

(defrule issued-after-its-time (declare (salience -1))
  (L (l ?l) (level 1) (from ?from) (latest ?latest&:(>= ?latest ?from))
     (before ?before) (earliest ?earliest&:(>= ?earliest ?before)))
  => (found issued-after-its-time -1 ?l -1))

(defrule implements-other-norms (declare (salience -1))
  (L (l ?l) (level 1) (named others) (from ?from) (latest ?latest&:(>= ?latest ?from))
     (before ?before) (earliest ?earliest&:(< ?earliest ?before)))
  => (found implements-other-norms -1 ?l -1))

(defrule implements-the-norm (declare (salience -1))
  (L (l ?l) (level 1) (named this) (from ?from) (latest ?latest&:(>= ?latest ?from))
     (before ?before) (earliest ?earliest&:(< ?earliest ?before)))
  => (found implements-the-norm -1 ?l -1))

(defrule binds-by-its-date (declare (salience -1))
  (L (l ?l) (level 1) (named nothing) (from ?from) (latest ?latest&:(>= ?latest ?from))
     (before ?before) (earliest ?earliest&:(< ?earliest ?before)))
  => (found binds-by-its-date -1 ?l -1))
