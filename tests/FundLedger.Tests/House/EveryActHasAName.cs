using System.Text.RegularExpressions;
using FundLedger.People.Trail;

namespace FundLedger.Tests.House;

/// <summary>The trail is read by people: whatever the program may write into it, an operation refused among it, has a name in both languages.</summary>
public sealed partial class EveryActHasAName
{
    [Test]
    public void Every_act_that_the_source_writes_is_in_the_table() => HouseRule.Stands(WithoutName(Sources()));

    [Test]
    public void Every_line_of_the_table_is_written_somewhere()
    {
        var written = Sources().SelectMany(file => Acts(file).Select(act => act.Code)).ToHashSet();
        Assert.That(ActNames.All.Select(line => line.Code).Where(code => !written.Contains(code)), Is.Empty);
    }

    [TestCase("asked.For(\"donation\", x)", 0)]
    [TestCase("asked.For(\"dance\", x)", 1)]
    [TestCase("new AuditNote(\"dance\", AuditOutcome.Seen)", 1)]
    [TestCase("AuditNote.Done(\"sign-in\", \"moon\", 1)", 1)]
    [TestCase("new AuditNote(\"sign-in\", AuditOutcome.Seen, \"moon\", id)", 1)]
    [TestCase("ProposalKind<A, B> Kind = new(\"dance\", name)", 1)]
    public void A_planted_act_or_object_without_a_name_is_caught(string code, int caught) => Assert.That(WithoutName([new SourceFile("src/a.cs", code)]), Has.Exactly(caught).Items);

    private static IEnumerable<SourceFile> Sources() => Repository.Files("src", ".cs").Where(file => !file.Path.EndsWith("/ActNames.cs", StringComparison.Ordinal));

    private static IEnumerable<string> WithoutName(IEnumerable<SourceFile> files) => files.SelectMany(file =>
        Acts(file).Where(act => ActNames.Of(act.Code) is null).Select(act => $"{file.At(act.At)}: the act '{act.Code}' has no line in ActNames")
            .Concat(Objects(file).Where(type => ActNames.OfObject(type.Code) is null).Select(type => $"{file.At(type.At)}: the object '{type.Code}' has no line in ActNames")));

    private static IEnumerable<(string Code, int At)> Acts(SourceFile file) => Act().Matches(file.Text).Select(match => (match.Groups["code"].Value, match.Index));

    private static IEnumerable<(string Code, int At)> Objects(SourceFile file) => ObjectType().Matches(file.Text).Select(match => (match.Groups["code"].Value, match.Index));

    [GeneratedRegex("""(?:\.For\(|new AuditNote\(|AuditNote\.Done\(|ProposalKind<[^>]*> Kind = new\(|database, asked, )\s*"(?<code>[a-z-]+)"(?! *\+)""")]
    private static partial Regex Act();

    [GeneratedRegex("""(?:new AuditNote\([^,()]+, AuditOutcome\.\w+, |AuditNote\.Done\([^,()]+, )"(?<code>[a-z-]+)\x22""")]
    private static partial Regex ObjectType();
}
