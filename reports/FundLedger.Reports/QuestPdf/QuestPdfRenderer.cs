using System.Reflection;
using FundLedger.Reports.Content;
using FundLedger.Reports.Fonts;
using FundLedger.Reports.Pdf;
using FundLedger.Values;
using QuestPDF.Fluent;
using QuestPDF.Infrastructure;

namespace FundLedger.Reports.QuestPdf;

/// <summary>Writes the same report as <see cref="PdfRenderer"/>, laid out by QuestPDF. Built with -p:UseQuestPDF=true only.</summary>
/// <remarks>
/// QuestPDF keeps a whole document in memory, and here one is drawn at a time. What has more than <see cref="MostRows"/> rows is left to Skia,
/// whose memory does not grow with the rows. It keeps to what QuestPDF 2023.12 and 2026.7 share.
/// </remarks>
internal static class QuestPdfRenderer
{
    /// <summary>Rows of all tables of a document together.</summary>
    public const int MostRows = 10_000;

    // QuestPDF's fonts and caches are shared by all documents, and nothing says that two may be drawn at once.
    private static readonly Lock Turn = new();

    static QuestPdfRenderer()
    {
        QuestPDF.Settings.License = License();
    }

    /// <inheritdoc cref="ReportWriter.Write"/>
    public static void Write(ReportContent content, Language language, Stream output)
    {
        var room = MostRows;
        if (KeptIn(content, ref room) is not { } kept)
        {
            PdfRenderer.Write(content, language, output);
            return;
        }

        var counting = new CountingPen();
        PdfRenderer.Draw(kept, language, counting, totalPages: 0);
        var report = new QuestReport(kept, language, QuestText.FamilyFor(counting.Characters));
        Write(Document.Create(document => document.Page(page => report.Compose(page))), content, language, output);
    }

    /// <inheritdoc cref="ReportPackWriter.Write"/>
    public static void Write(ReportPack pack, Language language, Stream output)
    {
        var (room, parts) = (MostRows, new List<PackPart>());
        foreach (var part in pack.Parts)
        {
            if (KeptIn(part.Content, ref room) is not { } kept)
            {
                PdfRenderer.Write(pack, language, output);
                return;
            }

            parts.Add(part with { Content = kept });
        }

        var counting = new CountingPen();
        PdfRenderer.Draw(pack with { Parts = parts }, language, counting, [.. parts.Select(_ => 0), 0]);
        var family = QuestText.FamilyFor(counting.Characters);
        var document = Document.Create(document =>
        {
            QuestPack.ComposeCover(document, pack, language, family);
            for (var i = 0; i < parts.Count; i++)
            {
                var (report, section) = (new QuestReport(parts[i].Content, language, family), QuestPack.SectionOf(i));
                document.Page(page => report.Compose(page, section));
            }
        });
        Write(document, pack.Cover, language, output);
    }

    /// <summary>The report with its rows in memory, each walked once; null where there are more than <paramref name="room"/>.</summary>
    private static ReportContent? KeptIn(ReportContent content, ref int room)
    {
        var sections = new List<ReportSection>();
        foreach (var section in content.Sections)
        {
            if (section is not TableSection table)
            {
                sections.Add(section);
                continue;
            }

            var rows = new List<Row>();
            foreach (var row in table.Rows)
            {
                if (room-- == 0) return null;
                rows.Add(row);
            }

            sections.Add(table with { Rows = rows });
        }

        return content with { Sections = sections };
    }

    private static void Write(Document document, ReportContent named, Language language, Stream output)
    {
        byte[] pdf;
        lock (Turn) pdf = document.WithMetadata(Metadata(named, language)).GeneratePdf();
        using var throughLanguage = new PdfOutput(output, language);
        throughLanguage.Write(pdf);
        throughLanguage.ThrowIfFailed();
    }

    // QuestPDF sets the time of day unless told a moment: it is told that of the figures, so that the same report gives the same bytes.
    private static DocumentMetadata Metadata(ReportContent content, Language language) => new()
    {
        Title = PdfRenderer.TitleOf(content, language),
        Author = ReportFont.Shared.Fit(content.Head.Entity),
        Subject = content.Key,
        Creator = "FundLedger",
        Producer = "FundLedger (QuestPDF)",
        CreationDate = content.Head.KnownAt.UtcDateTime,
        ModifiedDate = content.Head.KnownAt.UtcDateTime,
    };

    private static LicenseType License()
    {
        var named = typeof(QuestPdfRenderer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "QuestPDFLicense").Value;
        return Enum.TryParse<LicenseType>(named, out var license) && Enum.IsDefined(license)
            ? license
            : throw new InvalidOperationException($"This program was built with -p:QuestPDFLicense={named}, which QuestPDF does not know. Build it with one of {string.Join(", ", Enum.GetNames<LicenseType>())}.");
    }
}
