using System.Text.RegularExpressions;

namespace FundLedger.Tests.House;

/// <summary>docs/security.md says of each line which tests hold it: those tests must exist, and no line may stand without a test or a reason.</summary>
public sealed partial class TheSecurityListNamesItsTests
{
    private static readonly Lazy<string> List = new(() => Repository.Files("docs", "security.md").Single().Text);

    [Test]
    public void Every_test_it_names_exists()
    {
        var fixtures = Repository.Files("tests", ".cs").SelectMany(file => Fixture().Matches(file.Text)).Select(match => match.Groups["name"].Value).ToHashSet();
        var named = Lines(List.Value).SelectMany(line => Named().Matches(line.Held)).Select(match => match.Groups["name"].Value).ToHashSet();
        Assert.That(named, Has.Count.GreaterThan(20));
        Assert.That(named.Except(fixtures), Is.Empty);
    }

    [Test]
    public void Every_line_has_a_test_or_a_reason_and_stands_once()
    {
        var lines = Lines(List.Value).ToList();
        Assert.That(lines, Has.Count.GreaterThan(100));
        Assert.That(lines.Where(line => line.Held.Trim().Length < 4).Select(line => line.Number), Is.Empty);
        Assert.That(lines.SelectMany(line => line.Number.Split(", ")), Is.Unique);
    }

    [TestCase("| 3.3.1 | Cookies | `SomethingNobodyWrote` |", 1)]
    [TestCase("| 3.3.1, 3.3.2 | Cookies | `Walls` and `Doors` |", 2)]
    [TestCase("| Chapter | of | `Nothing` |", 0)]
    public void Planted_lines_are_read(string line, int named) => Assert.That(Lines(line).SelectMany(read => Named().Matches(read.Held)).Count(), Is.EqualTo(named));

    private static IEnumerable<(string Number, string Held)> Lines(string text) =>
        from line in text.Split('\n')
        let cells = line.Split('|')
        where cells.Length >= 5 && Number().IsMatch(cells[1].Trim())
        select (cells[1].Trim(), cells[^2]);

    [GeneratedRegex(@"^(V\d+|\d+\.\d+\.\d+(, \d+\.\d+\.\d+)*)$")]
    private static partial Regex Number();

    [GeneratedRegex(@"\bclass (?<name>[A-Z]\w+)")]
    private static partial Regex Fixture();

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z]+)`")]
    private static partial Regex Named();
}
