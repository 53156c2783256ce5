using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace FundLedger.Web.Tests.Pages;

/// <summary>Texts stand in pairs beside their use; this looks at the source of every pair, shown or not.</summary>
public sealed partial class PairsOfTexts
{
    [Test]
    public void Every_pair_is_Chinese_then_English() => Assert.That(Sources().SelectMany(file => Wrong(File.ReadAllText(file)).Select(pair => $"{Path.GetFileName(file)}: {pair}")), Is.Empty);

    [Test]
    public void No_page_says_anything_outside_a_pair() =>
        Assert.That(Sources().Where(file => file.EndsWith(".cshtml", StringComparison.Ordinal)).SelectMany(file => Outside(File.ReadAllText(file)).Select(text => $"{Path.GetFileName(file)}: {text}")), Is.Empty);

    [TestCase("In(\"分录\", \"Entries\")", 0)]
    [TestCase("In($\"分录 {id}\", $\"Entry {id}\")", 0)]
    [TestCase("In(\"Entries\", \"分录\")", 1)]
    [TestCase("In(\"分录\", \"\")", 1)]
    [TestCase("new(\"分录\", \"分录\")", 1)]
    [TestCase("In(\"Entries\", \"Entries\")", 1)]
    [TestCase("In(\"\", \"Entries\")", 1)]
    [TestCase("new Bilingual($\"{count} entries\", $\"{count} entries\")", 1)]
    [TestCase("In(\"，\", \", \")", 0)]
    public void A_planted_pair_is_judged(string source, int wrong) => Assert.That(Wrong(source).Count(), Is.EqualTo(wrong));

    [TestCase("<p>Hello</p>", 1)]
    [TestCase("<p>分录</p>", 1)]
    [TestCase("<p translate=\"no\">FundLedger</p>", 0)]
    [TestCase("<p>@Model.In(\"分录\", \"Entries\")</p>", 0)]
    public void Planted_words_are_judged(string source, int found) => Assert.That(Outside(source).Count(), Is.EqualTo(found));

    private static IEnumerable<string> Wrong(string source) =>
        from Match pair in Pair().Matches(source)
        let zh = Holes().Replace(pair.Groups["zh"].Value, "")
        let en = Holes().Replace(pair.Groups["en"].Value, "")
        where Chinese().IsMatch(en) || zh.Length > 0 != en.Length > 0 || (English().IsMatch(en) && !Chinese().IsMatch(zh))
        select pair.Value;

    /// <summary>Words between two tags of one line that no expression writes.</summary>
    private static IEnumerable<string> Outside(string source) =>
        from Match text in Between().Matches(source)
        where !text.Value.Contains("translate=\"no\"") && (Chinese().IsMatch(text.Groups["text"].Value) || English().IsMatch(text.Groups["text"].Value))
        select text.Value;

    private static IEnumerable<string> Sources() =>
        new[] { "Pages", "Hosting", "Charts", "Jobs", "Asking", "Approving", "Telling" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(WebProject(), folder), "*.cs*", SearchOption.AllDirectories));

    private static string WebProject([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/FundLedger.Web"));

    [GeneratedRegex("""(?:\bIn|\bnew|new Bilingual)\(\s*\$?"(?<zh>(?:[^"\\]|\\.)*)",\s*\$?"(?<en>(?:[^"\\]|\\.)*)"\s*\)""")]
    private static partial Regex Pair();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Holes();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex English();

    [GeneratedRegex("""<(?!text|!)[a-z0-9]+(?<attributes>(?:\s[^<>@]*)?)>(?<text>[^<>@{}"]+)</""")]
    private static partial Regex Between();
}
