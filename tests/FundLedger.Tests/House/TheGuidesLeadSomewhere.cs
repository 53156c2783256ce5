using System.Text.RegularExpressions;

namespace FundLedger.Tests.House;

/// <summary>What the pages of docs/ link to is there, every page is linked to, and every picture is shown somewhere.</summary>
public sealed partial class TheGuidesLeadSomewhere
{
    private static readonly string Docs = Path.Combine(Repository.Root, "docs");

    private static IEnumerable<string> Pages => Directory.GetFiles(Docs, "*.md", SearchOption.AllDirectories).Append(Path.Combine(Repository.Root, "README.md"));

    [Test]
    public void Every_link_and_picture_is_there() =>
        Assert.That(Links().Where(link => !File.Exists(link.To) && !Directory.Exists(link.To)).Select(link => $"{Path.GetFileName(link.From)}: {link.To}"), Is.Empty);

    [Test]
    public void Every_page_and_picture_is_linked_to()
    {
        var linked = Links().Select(link => link.To).ToHashSet(StringComparer.Ordinal);
        linked.Add(Path.Combine(Docs, "README.md")); // where a reader of the folder begins
        var kept = Directory.GetFiles(Docs, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".md" or ".jpg");
        Assert.That(kept.Where(file => !linked.Contains(file) && !linked.Contains(Path.GetDirectoryName(file)!)), Is.Empty);
    }

    private static IEnumerable<(string From, string To)> Links() =>
        from page in Pages
        from Match link in Link().Matches(File.ReadAllText(page))
        let to = link.Groups[1].Value.Split('#')[0]
        where to.Length > 0 && !to.Contains("://", StringComparison.Ordinal)
        select (page, Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, to)).TrimEnd('/'));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
