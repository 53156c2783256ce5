using System.Text;
using System.Text.RegularExpressions;
using FundLedger.Reports.Content;
using FundLedger.Reports.Tests.Pdf;
using FundLedger.Reports.Tests.Xlsx;
using FundLedger.Values;

namespace FundLedger.Reports.Tests.Samples;

/// <summary>Every report says today what was approved. After a wanted change run the tests once with FUNDLEDGER_APPROVE=1 and read the difference.</summary>
public sealed partial class ApprovedSamples
{
    private const string Approve = "FUNDLEDGER_APPROVE";

    private static IEnumerable<TestCaseData> Cases() =>
        from content in LakesideFund.Reports.Concat(LakesideStatements.Reports).Append(FundStatementReport.Of(LongStatement.Of(0, Currency.Of("VND"))) with { Key = "emptyStatement" })
        from language in Enum.GetValues<Language>()
        from format in Enum.GetValues<ReportFormat>()
        select new TestCaseData(content, language, format).SetArgDisplayNames(content.Key, language.TagOf(), format.ExtensionOf());

    [TestCaseSource(nameof(Cases))]
    public void The_report_says_what_was_approved(ReportContent content, Language language, ReportFormat format) => MustBeApproved(content.Key, language, format, TextOf(content, language, format));

    [Test]
    public void The_pack_says_what_was_approved([Values] Language language, [ValueSource(typeof(ReportPackWriter), nameof(ReportPackWriter.Formats))] ReportFormat format)
    {
        using var output = new MemoryStream();
        PdfReading.WriteBySkia(LakesideStatements.Pack(), format, language, output);
        MustBeApproved("smallPack", language, format, Read(output, format));
    }

    private static void MustBeApproved(string key, Language language, ReportFormat format, string said)
    {
        var file = Path.Combine(SamplesFolder(), $"{key}.{language.TagOf()}.{format.ExtensionOf()}{(format.IsText() ? "" : ".txt")}");
        if (Environment.GetEnvironmentVariable(Approve) == "1") File.WriteAllText(file, said);

        Assert.That(file, Does.Exist, $"nothing was approved yet: set {Approve}=1 and run again");
        Assert.That(said, Is.EqualTo(File.ReadAllText(file).ReplaceLineEndings("\n")));
    }

    // Line ends are compared as one kind: a checkout may change them, and the bytes have tests of their own.
    private static string TextOf(ReportContent content, Language language, ReportFormat format)
    {
        if (format == ReportFormat.Html) return ArticleOf(content, language);
        using var output = new MemoryStream();
        PdfReading.WriteBySkia(content, format, language, output);
        return Read(output, format);
    }

    private static string Read(MemoryStream output, ReportFormat format)
    {
        var text = format switch
        {
            ReportFormat.Pdf => PdfReading.TextOf(output.ToArray()),
            ReportFormat.Xlsx => XlsxReading.TextOf(output.ToArray()),
            ReportFormat.Html => WithoutStyle().Replace(Encoding.UTF8.GetString(output.ToArray()), ""),
            _ => Encoding.UTF8.GetString(output.ToArray()).TrimStart('\ufeff'),
        };
        return text.ReplaceLineEndings("\n");
    }

    // Without the style sheet, which would be in each of them and says nothing of the report.
    private static string ArticleOf(ReportContent content, Language language)
    {
        using var article = new StringWriter();
        ReportWriter.WriteHtml(content, language, article, new HtmlOptions(entry => $"/entries/{entry}"));
        return article.ToString();
    }

    [GeneratedRegex("<style>.*</style>\n|<meta http-equiv=[^>]*>\n", RegexOptions.Singleline)]
    private static partial Regex WithoutStyle();

    private static string SamplesFolder()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FundLedger.sln"))) folder = folder.Parent;
        Assert.That(folder, Is.Not.Null, "the tests run inside the repository");
        return Directory.CreateDirectory(Path.Combine(folder!.FullName, "reports", "samples")).FullName;
    }
}
