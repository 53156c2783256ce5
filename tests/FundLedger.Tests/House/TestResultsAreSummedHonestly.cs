using System.Diagnostics;

namespace FundLedger.Tests.House;

/// <summary>.ci/steps.sh adds up what the test projects left behind; a green light must mean that tests ran and passed.</summary>
[Platform(Exclude = "Win", Reason = "the continuous build runs on Linux")]
public sealed class TestResultsAreSummedHonestly
{
    private DirectoryInfo checkout = null!;
    private string[] said = [];

    [SetUp]
    public void A_checkout_with_two_test_projects()
    {
        checkout = Directory.CreateTempSubdirectory("fundledger-ci-");
        foreach (var project in new[] { "A.Tests", "B.Tests" })
        {
            var folder = checkout.CreateSubdirectory($"tests/{project}");
            File.WriteAllText(
                Path.Combine(folder.FullName, $"{project}.csproj"), "<Project><PropertyGroup><IsTestProject>true</IsTestProject></PropertyGroup></Project>");
        }

        File.WriteAllText(Path.Combine(checkout.CreateSubdirectory("tests/Bench").FullName, "Bench.csproj"), "<Project />");
    }

    [TearDown]
    public void Away_with_it() => checkout.Delete(recursive: true);

    [Test]
    public void Counters_of_all_projects_are_added_and_what_did_not_run_is_skipped()
    {
        Leave("A.Tests", """<Counters total="5" executed="4" passed="4" failed="0" error="0" timeout="0" aborted="0" notExecuted="0" />""");
        Leave("B.Tests", "<Counters\r\n  total=\"3\"\r\n  passed=\"2\" failed=\"0\" notExecuted=\"1\" />");
        Assert.That(Sum(), Is.EqualTo(("6 passed, 0 failed, 2 skipped", 0)));
    }

    [TestCase("failed")]
    [TestCase("error")]
    [TestCase("timeout")]
    [TestCase("aborted")]
    public void Any_kind_of_failure_counts(string counter)
    {
        Leave("A.Tests", """<Counters total="1" passed="1" />""");
        Leave("B.Tests", $"""<Counters total="3" passed="1" {counter}="2" />""");
        Assert.That(Sum(), Is.EqualTo(("2 passed, 2 failed, 0 skipped", 1)));
    }

    [Test]
    public void A_project_without_results_fails_the_build()
    {
        Leave("A.Tests", """<Counters total="1" passed="1" />""");
        Assert.That(Sum(), Is.EqualTo(("1 passed, 0 failed, 0 skipped", 1)));
    }

    [Test]
    public void Results_cut_off_before_their_summary_fail_the_build()
    {
        Leave("A.Tests", """<Counters total="1" passed="1" />""");
        Leave("B.Tests", "<Coun");
        Assert.That(Sum(), Is.EqualTo(("1 passed, 0 failed, 0 skipped", 1)));
    }

    [Test]
    public void Tests_that_were_not_found_fail_the_build()
    {
        Leave("A.Tests", """<Counters total="1" passed="1" />""");
        Leave("B.Tests", """<Counters total="0" passed="0" />""");
        Assert.That(Sum(), Is.EqualTo(("1 passed, 0 failed, 0 skipped", 0)), "a project without source has nothing to run");

        File.WriteAllText(Path.Combine(checkout.FullName, "tests/B.Tests/A.cs"), "");
        Assert.That(Sum(), Is.EqualTo(("1 passed, 0 failed, 0 skipped", 1)));
    }

    [Test]
    public void A_build_that_ran_no_test_fails()
    {
        Leave("A.Tests", """<Counters total="2" passed="0" notExecuted="2" />""");
        Leave("B.Tests", """<Counters total="0" passed="0" />""");
        Assert.That(Sum(), Is.EqualTo(("0 passed, 0 failed, 2 skipped", 1)));
    }

    [Test]
    public void What_a_test_printed_is_not_taken_for_a_counter()
    {
        Leave("A.Tests", """<StdOut>&lt;Counters total="9" passed="9" /&gt;</StdOut><Counters total="1" passed="1" />""");
        Leave("B.Tests", """<Counters total="1" passed="1" />""");
        Assert.That(Sum(), Is.EqualTo(("2 passed, 0 failed, 0 skipped", 0)));
    }

    [Test]
    public void What_failed_is_told_by_name_and_reason()
    {
        Leave("A.Tests", """<Counters total="1" passed="1" />""");
        Leave("B.Tests", """
            <Results>
              <UnitTestResult executionId="1" testName="Is_kept" outcome="Passed"><Output><StdOut>outcome="Failed"</StdOut></Output></UnitTestResult>
              <UnitTestResult executionId="2" testName="Says(&quot;a&quot;)" duration="1" outcome="Failed"><Output><ErrorInfo><Message>  Expected: &lt;empty&gt;
              But was: 3</Message><StackTrace>at A</StackTrace></ErrorInfo></Output></UnitTestResult>
              <UnitTestResult executionId="3" testName="Died" outcome="Failed" />
            </Results>
            <Counters total="3" passed="1" failed="2" />
            """);
        Sum();
        Assert.That(said.Where(line => line.StartsWith("FAILED TEST", StringComparison.Ordinal)), Is.EqualTo((string[])["FAILED TEST: Says(\"a\"): Expected: <empty> But was: 3", "FAILED TEST: Died"]));
    }

    private void Leave(string project, string inside)
    {
        var results = checkout.CreateSubdirectory("results");
        File.WriteAllText(
            Path.Combine(results.FullName, $"{project}.trx"), $"\uFEFF<TestRun><ResultSummary outcome=\"Completed\">{inside}</ResultSummary></TestRun>");
    }

    private (string LastLine, int Failures) Sum()
    {
        var start = new ProcessStartInfo("bash") { WorkingDirectory = checkout.FullName, RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($". '{Path.Combine(Repository.Root, ".ci/steps.sh")}'; sum_results results; exit $failures");
        using var bash = Process.Start(start)!;
        var lines = bash.StandardOutput.ReadToEnd().TrimEnd('\n').Split('\n');
        bash.WaitForExit();
        said = lines;
        return (lines[^1], bash.ExitCode);
    }
}
