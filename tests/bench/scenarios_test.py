"""The parts of the benchmarks that decide what is published: what counts as proof that a tool did its work, when a budget is exceeded, what is written where."""

import os
import sys
import tempfile
import unittest
import xml.etree.ElementTree
from unittest import mock

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(ROOT, "bench", "scenarios"))
import growth  # noqa: E402
import history  # noqa: E402
import instructions  # noqa: E402
import measure  # noqa: E402
import results  # noqa: E402
import tools  # noqa: E402


def said(stderr="", exit_code=0):
    return measure.Run(exit_code, 1.0, 1.0, 0, "", stderr)


class Proof(unittest.TestCase):
    def problem(self, kind, run, commits=100, blobs=100):
        with mock.patch.object(tools, "version", return_value="1"), mock.patch.object(tools, "commits_with_changes", return_value=commits), \
                mock.patch.object(tools, "blobs", return_value=blobs):
            return kind("program").problem(run, "repository", "report")

    def test_gitleaks_that_stopped_early_is_left_out_although_it_exits_with_zero(self):
        self.assertEqual("", self.problem(tools.Gitleaks, said("INF 100 commits scanned.")))
        self.assertIn("3 of 100", self.problem(tools.Gitleaks, said("INF 3 commits scanned.")))
        self.assertIn("stopped early", self.problem(tools.Gitleaks, said("ERR failed to scan\nINF 100 commits scanned.")))

    def test_trufflehog_that_read_nothing_is_left_out(self):
        self.assertEqual("", self.problem(tools.Trufflehog, said('{"chunks": 7}')))
        self.assertEqual("scanned nothing", self.problem(tools.Trufflehog, said('{"chunks": 0}')))

    def test_kingfisher_that_did_not_see_the_packs_is_left_out(self):
        for scanned, expected in ((100, ""), (60, "scanned 60 of 100 blobs")):
            with mock.patch.object(tools.Kingfisher, "read", return_value={"metadata": {"summary": {"blobs_scanned": scanned}}}):
                self.assertEqual(expected, self.problem(tools.Kingfisher, said()))

    def test_an_incomplete_scan_of_ours_is_left_out(self):
        self.assertEqual("", self.problem(tools.Sluice, said(exit_code=1)))
        self.assertIn("exit code 3", self.problem(tools.Sluice, said("something is missing", exit_code=3)))

    def test_a_round_in_which_one_did_not_do_its_work_gives_no_ratio(self):
        good, bad = {"cpu_s": 2.0, "problem": ""}, {"cpu_s": 0.1, "problem": "scanned nothing"}
        self.assertEqual([2.0], history.ratios([{"cpu_s": 4.0, "problem": ""}, bad], [good, good], "cpu_s"))


class Budgets(unittest.TestCase):
    def shares(self, counts, platform):
        budgets = {"a": 100, "b": 200, "c": 400}
        with mock.patch.object(instructions, "read_budgets", return_value=("", None, "here", budgets)), \
                mock.patch.object(instructions, "this_platform", return_value=platform):
            return instructions.shares(counts)

    def test_on_the_platform_of_the_budgets_counts_are_compared_as_they_are(self):
        shares, common = self.shares({"a": 106, "b": 212, "c": 424}, "here")
        self.assertEqual(1.0, common)
        self.assertTrue(all(share > instructions.TOLERANCE for share in shares.values()))

    def test_elsewhere_only_what_became_dearer_than_the_rest_is_over_budget(self):
        shares, common = self.shares({"a": 150, "b": 300, "c": 700}, "there")
        self.assertEqual(1.5, common)
        self.assertEqual(["c"], [name for name, share in shares.items() if share > instructions.TOLERANCE])

    def test_the_budgets_of_the_tree_can_be_read(self):
        _, _, platform, budgets = instructions.read_budgets()
        self.assertRegex(platform, r"^\w+( avx2)?, ")
        self.assertGreaterEqual(len(budgets), 5)


class Published(unittest.TestCase):
    def test_only_what_is_between_the_markers_of_the_readme_is_replaced(self):
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(results, "README", os.path.join(folder, "README.md")):
            for text in ("first", "second\n"):
                if text == "first":
                    with open(results.README, "w", encoding="utf-8") as file:
                        file.write(f"before\n{results.BEGIN}\n{results.END}\nafter\n")
                results.update_readme(text)
            with open(results.README, encoding="utf-8") as file:
                self.assertEqual(f"before\n{results.BEGIN}\nsecond\n{results.END}\nafter\n", file.read())

    def test_the_readme_has_a_place_for_the_table(self):
        with open(results.README, encoding="utf-8") as file:
            text = file.read()
        self.assertLess(text.index(results.BEGIN), text.index(results.END))

    def test_a_machine_is_named_by_processor_and_cores_only(self):
        with mock.patch.object(results, "processor", return_value="AMD Ryzen 7 PRO"), mock.patch.object(results, "cores", return_value=8):
            self.assertEqual("amd-ryzen-7-pro-8-cores", results.machine())

    def test_the_picture_is_well_formed_and_knows_light_and_dark(self):
        def curve(name, shape, values):
            return growth.Curve(name, "units", shape, [growth.Point(1 << i, value, value) for i, value in enumerate(values)])

        picture = growth.picture([curve("history", "proportional", [1, 2, 4, 8]), curve("rules", "flat", [1, 1, 1, 1.2]), curve("threads", "divided", [4, 2, 2, 2])])
        self.assertEqual("svg", xml.etree.ElementTree.fromstring(picture).tag.split("}")[1])
        self.assertIn("prefers-color-scheme: dark", picture)

    def test_growth_that_is_steeper_than_promised_misses_its_goal(self):
        points = [growth.Point(x, seconds, seconds) for x, seconds in ((1, 1.0), (2, 2.1), (4, 4.2), (8, 12.0))]
        self.assertFalse(growth.Curve("history", "commits", "proportional", points).is_met())
        self.assertTrue(growth.Curve("history", "commits", "proportional", points[:3]).is_met())


if __name__ == "__main__":
    unittest.main()
