"""What a report of several plans says of the nation: both languages, the same bytes, provinces of one's own."""

from __future__ import annotations

import subprocess
from pathlib import Path

from command import PLANS, check, command, environment, write_plan
from nation_plans import AS_OF, plan, report_of, target


def test_one_plan_alone_says_nothing_of_the_nation():
    report = report_of(PLANS / "bacninh.yaml")
    assert (report.nation, report.provinces, report.population) == ((), (), None)


def test_the_five_plans():
    report = report_of(*sorted(PLANS.glob("*.yaml")), lang="vi")
    found = {n.requirement: n for n in report.nation}
    insurance = found["nq72/insurance-2030"]
    assert (insurance.provinces, insurance.known_text, insurance.average_text) == (4, "10,5%", "98,69%")
    assert (insurance.low_text, insurance.high_text, insurance.status) == ("10,37%", "99,86%", "short")
    assert insurance.values[0].plan == "quangngai"
    assert (report.population.total, report.population.verified) == (113571926, "secondary")
    assert "113.571.926" in report.population.notes[-1]
    assert sum(len(p.plans) for p in report.provinces) == 5


def test_no_text_is_left_in_english():
    files = sorted(PLANS.glob("*.yaml"))
    both = [report_of(*files, lang=lang, norm=norm) for norm in ("nq72", "nq20") for lang in ("vi", "en")]
    for vi, en in (both[:2], both[2:]):
        said = [{n.text for n in report.nation} | set(report.population.notes) for report in (vi, en)]
        assert said[0] & said[1] == set()


def test_the_same_plans_give_the_same_bytes():
    files = sorted(PLANS.glob("*.yaml"))
    run = command(*files, "-f", "json", "-q", "--fail-on", "never", "--as-of", AS_OF)
    outs = {
        subprocess.run(
            run, capture_output=True, check=True, env=environment({"PYTHONHASHSEED": seed}), timeout=60
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outs) == 1
    assert b'"nation": [\n' in outs.pop()


def test_the_order_of_the_files_changes_no_figure():
    files = sorted(PLANS.glob("*.yaml"))
    assert report_of(*files).nation == report_of(*reversed(files)).nation


def test_a_folder_of_ones_own_may_bring_its_own_provinces(tmp_path):
    plan(tmp_path, "Hà Nội", target("at_least: 99, by: 2030"))
    plan(tmp_path, "Lai Châu", target("at_least: 90, by: 2030"))
    own = tmp_path / "rulesets"
    own.mkdir()
    shipped = Path("rulesets").resolve()
    for name in ("indicators.yaml", "nq72.yaml"):
        (own / name).symlink_to(shipped / name)
    run = ("p1.yaml", "p12.yaml", "-f", "json", "-q", "--fail-on", "never", "--lang", "en")
    assert check(*run, cwd=tmp_path).json["population"]["total"] == 113571926, "without one, the shipped one"
    text = (shipped / "provinces.yaml").read_text(encoding="utf-8")
    write_plan(own, text.replace("8807523", "9000000"), "provinces.yaml")
    found = check(*run, cwd=tmp_path)
    assert found.json["population"]["total"] == 113764403
    assert [r["ruleset"]["id"] for r in found.json["plans"][0]["rulesets"]] == ["nq72"], "it is no ruleset"
    write_plan(own, text.replace("8807523", "-1"), "provinces.yaml")
    broken = check(*run, cwd=tmp_path)
    assert (broken.status, broken.out) == (2, "")
    assert broken.err.startswith("rulesets/provinces.yaml:")
    assert check("p1.yaml", *run[2:], cwd=tmp_path).status == 0, "one plan alone needs no provinces"
