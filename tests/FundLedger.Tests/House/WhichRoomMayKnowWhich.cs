using System.Text.RegularExpressions;

namespace FundLedger.Tests.House;

public sealed partial class WhichRoomMayKnowWhich
{
    private const string Core = "src/FundLedger";

    [Test]
    public void Compiled_code_of_the_core_keeps_to_the_floor_plan() =>
        HouseRule.Stands(FloorPlan.OfTheCore.ViolationsIn(AssemblyReader.Of(typeof(FundLedger.Values.Money))));

    [Test]
    public void Source_of_the_core_keeps_to_the_floor_plan() =>
        HouseRule.Stands(FloorPlan.OfTheCore.ViolationsIn(Repository.Files(Core, ".cs"), Core));

    [Test]
    public void The_floor_plan_has_no_circles() => HouseRule.Stands(FloorPlan.OfTheCore.CirclesAndStrangers());

    [Test]
    public void Projects_above_the_core_name_only_the_rooms_they_may_know() =>
        HouseRule.Stands(FloorPlan.OfTheProjectsAbove.SelectMany(project => StrangersIn(Repository.Files(project.Key, ".cs", ".cshtml"), project.Value)));

    [Test]
    public void What_the_api_needs_is_no_pages()
    {
        var models = Repository.Files("src/FundLedger.Web/Pages", ".cshtml.cs").SelectMany(page => PageModels().Matches(page.Text)).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.That(models, Has.Count.GreaterThan(100));
        HouseRule.Stands(Repository.Files("src/FundLedger.Web/Api", ".cs").SelectMany(file => Asked().Matches(file.Text).Select(match => match.Groups[1].Value).Where(models.Contains).Select(model => $"{file.Path} asks the page {model}")));
    }

    [Test]
    public void Projects_depend_downward_and_the_core_has_no_web_job_or_document_package() =>
        HouseRule.Stands(ProjectReferences.Violations(Repository.Files("src", ".csproj").Concat(Repository.Files("reports", ".csproj"))));

    [Test]
    public void Reporting_never_opens_the_write_door() =>
        HouseRule.Stands(AssemblyReader.Of(typeof(FundLedger.Values.Money)).CallersOf("FundLedger.Storage.Database", "WriteAsync", "FundLedger.Reporting")
            .Select(caller => $"{caller} calls Database.WriteAsync: Reporting reads only"));

    [Test]
    public void A_planted_upward_dependency_is_caught_however_it_is_written()
    {
        var plan = new FloorPlan("FundLedger.Tests.House.Planted", new Dictionary<string, string[]> { ["Lower"] = [], ["Upper"] = ["Lower"] });
        var caught = plan.ViolationsIn(AssemblyReader.Of(typeof(Planted.Lower.Innocent))).ToList();

        string[] guilty = ["InABody", "InALambda", "InAnAttribute", "InAConstraint", "InAGenericArgument", "InACatch", "InAVar", "InATypeof"];
        using (Assert.EnterMultipleScope())
        {
            foreach (var name in guilty) Assert.That(caught, Has.Some.Contains($"Planted.Lower.{name}").And.Some.Contains("Planted.Upper."), name);
            Assert.That(caught, Has.None.Contains("Planted.Lower.Innocent"));
            Assert.That(caught, Has.None.StartsWith("FundLedger.Tests.House.Planted.Upper.Thing"), "Upper may know Lower");
            Assert.That(caught, Has.Some.Contains("Planted.Attic is no room of the floor plan"));
        }
    }

    [TestCase("using FundLedger.Ledger;\nnamespace FundLedger.Values;", "knows Ledger, but Values may know only: nothing")]
    [TestCase("namespace FundLedger.Values;\nclass A { const int B = FundLedger.Ledger.C.D; }", "a.cs(2) knows Ledger")]
    [TestCase("using static FundLedger.Ledger.C;\nnamespace FundLedger.Values;", "knows Ledger")]
    [TestCase("namespace FundLedger.Valuables;", "the namespace is 'FundLedger.Valuables'")]
    [TestCase("class A;", "the namespace is ''")]
    public void Planted_source_is_caught(string source, string expected) =>
        Assert.That(FloorPlan.OfTheCore.ViolationsIn([new SourceFile(Core + "/Values/a.cs", source)], Core), Has.Some.Contains(expected));

    [Test]
    public void A_folder_that_is_not_in_the_list_is_caught() =>
        Assert.That(
            FloorPlan.OfTheCore.ViolationsIn([new SourceFile(Core + "/Cellar/a.cs", "namespace FundLedger.Cellar;"), new SourceFile(Core + "/b.cs", "")], Core),
            Has.Exactly(2).Contains("is no room of the floor plan"));

    [Test]
    public void A_global_using_of_a_room_that_one_above_it_may_not_know_is_caught()
    {
        string[] below = ["Values", "Storage"];
        var plan = new FloorPlan("FundLedger", new Dictionary<string, string[]> { ["Values"] = [], ["Storage"] = ["Values"], ["Funds"] = below, ["Donors"] = below });
        SourceFile[] global = [new(Core + "/GlobalUsings.cs", "global using FundLedger.Storage;\nglobal using FundLedger.Funds;")];
        Assert.That(plan.ViolationsIn(global, Core), Is.EqualTo(new[] { $"{Core}/GlobalUsings.cs(2) knows Funds, but Donors may know only: Values, Storage" }));
    }

    [Test]
    public void A_name_in_a_comment_or_a_string_is_no_dependency() =>
        Assert.That(
            FloorPlan.OfTheCore.ViolationsIn(
                [new SourceFile(Core + "/Values/a.cs", "namespace FundLedger.Values; // FundLedger.Ledger\nclass A { string b = \"FundLedger.Ledger\"; }")], Core),
            Is.Empty);

    [Test]
    public void A_circle_and_a_stranger_in_the_list_are_caught()
    {
        var plan = new FloorPlan("X", new Dictionary<string, string[]> { ["A"] = ["B"], ["B"] = ["C"], ["C"] = ["A"], ["D"] = ["Nobody"] });
        Assert.That(plan.CirclesAndStrangers(), Is.EquivalentTo(new[]
        {
            "A knows itself through others", "B knows itself through others", "C knows itself through others", "D may know Nobody, which is no room",
        }));
    }

    [Test]
    public void A_report_that_names_the_store_is_caught() =>
        Assert.That(
            StrangersIn(
                [new SourceFile("reports/FundLedger.Reports/a.cs", "using FundLedger.Values;\nusing FundLedger.Storage;")],
                FloorPlan.OfTheProjectsAbove["reports/FundLedger.Reports"]),
            Is.EqualTo(new[] { "reports/FundLedger.Reports/a.cs(2) names FundLedger.Storage, which this project may not know" }));

    [Test]
    public void A_caller_of_a_forbidden_method_is_caught() =>
        Assert.That(
            AssemblyReader.Of(typeof(Planted.Lower.Innocent))
                .CallersOf("FundLedger.Tests.House.Planted.Upper.Thing", "WriteAsync", "FundLedger.Tests.House.Planted.Lower"),
            Is.EqualTo(new[] { "FundLedger.Tests.House.Planted.Lower.InABody" }));

    private static IEnumerable<string> StrangersIn(IEnumerable<SourceFile> files, string[] allowed) =>
        from file in files
        from named in FloorPlan.OfTheCore.RoomsNamedIn(file, file.Path.EndsWith(".cs", StringComparison.Ordinal) ? CSharpText.Read(file.Text).Code : file.Text)
        where !allowed.Contains(named.Room)
        select $"{named.At} names FundLedger.{named.Room}, which this project may not know";

    [GeneratedRegex(@"class (\w+Model)\b")]
    private static partial Regex PageModels();

    [GeneratedRegex(@"\b(\w+Model)\.")]
    private static partial Regex Asked();
}
