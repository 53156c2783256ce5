using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using FundLedger.People.Roles;
using FundLedger.Web.Tests.Hosting;
using UglyToad.PdfPig;

namespace FundLedger.Web.Tests.Pages;

/// <summary>A donor with a name like no other's asks to stay anonymous: it is in no page, no file and no file name, and no search leads to it.</summary>
public sealed partial class KeepingAnonymousDonorsSo : PageTest
{
    private const string Name = "欧阳隐名";
    private static readonly string[] Pieces = ["欧阳", "欧*", "隐名", "ouyang"];

    [SetUp]
    public async Task MakeBooks()
    {
        await MakeSmallBooksAsync();
        await DoneAsync($"donate --fund F1 --amount 66.60 --on 2026-03-03 --donor {Name} --anonymous --note 勿扰 --ref BK-66"); // 9
        await DoneAsync("refund --entry 9 --amount 6.60 --on 2026-03-05");
    }

    [Test]
    public async Task No_page_no_file_and_no_file_name_has_a_piece_of_the_name()
    {
        var server = await ServeAsync();
        using var browser = server.Browse();
        var (known, next, seen, found) = (new HashSet<string>(), new Queue<string>(["/", "/entries/9", "/entries/10", "/search?q=66.60", "/entries?q=BK-66"]), 0, new List<string>());
        while (next.TryDequeue(out var path))
        {
            var page = await browser.OpenAsync(path);
            if (page.Status != HttpStatusCode.OK) continue;
            seen++;
            var words = string.Join('\n', page.Response.Headers.Concat(page.Response.Content.Headers).SelectMany(header => header.Value)) + await TextAsync(page.Response);
            found.AddRange(Pieces.Where(piece => Uri.UnescapeDataString(words).Contains(piece, StringComparison.OrdinalIgnoreCase)).Select(piece => $"{path}: {piece}"));
            foreach (var link in page.Document.QuerySelectorAll("a[href^='/']").Select(link => link.GetAttribute("href")!))
                if (!link.StartsWith("/jobs", StringComparison.Ordinal) && known.Add(ShapeOf(link))) next.Enqueue(link);
        }

        Assert.That(found, Is.Empty);
        Assert.That(seen, Is.GreaterThan(40), "as many as there are kinds of pages and files");
        Assert.That(known, Has.Some.Contains(".pdf").And.Some.Contains(".xlsx").And.Some.Contains(".csv"));
        Assert.That((await browser.OpenDoneAsync("/entries/9")).Text, Does.Contain("*** 勿扰"));
    }

    [TestCase(Name)]
    [TestCase("欧阳")]
    [TestCase("隐名")]
    [TestCase("ouyangyinming")]
    [TestCase("oyym")]
    public async Task No_search_by_the_name_leads_to_them(string typed)
    {
        using var browser = await BrowseAsync();
        foreach (var path in new[] { "/search?q=", "/donors?q=", "/entries?q=" })
        {
            var page = await browser.OpenDoneAsync(path + Uri.EscapeDataString(typed));
            Assert.That(page.Document.QuerySelectorAll("main table a, main li a[href^='/entries/'], main li a[href^='/donors/']"), Is.Empty, path);
        }
    }

    [Test]
    public async Task The_command_line_shows_it_neither()
    {
        foreach (var line in new[] { "journal show 9", "journal show 9 --json", "export journal --out -" })
        {
            var said = await DoneAsync(line);
            Assert.That(Pieces.Where(piece => (said.Out + said.Error + Encoding.UTF8.GetString(said.Binary)).Contains(piece)), Is.Empty, line);
        }

        Assert.That((await DoneAsync("journal show 9")).Out, Does.Contain("***"));
    }

    [Test]
    public async Task Whoever_keeps_the_books_may_see_it_one_by_one_and_is_told()
    {
        var server = await ServeAsync();
        var manager = await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager);
        using var browser = await server.BrowseAsync(manager);
        var shown = await browser.SendAsync(await browser.OpenDoneAsync("/entries/9"), null, ("reason", "Refund"));
        Assert.That(shown.Text, Does.Contain(Name).And.Contain("要求对外匿名"));
        Assert.That((await browser.OpenDoneAsync("/entries/9")).Html, Does.Not.Contain(Name));
    }

    private static async Task<string> TextAsync(HttpResponseMessage response)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync();
        if (bytes.AsSpan().StartsWith("%PDF"u8))
        {
            using var pdf = PdfDocument.Open(bytes);
            return string.Join('\n', pdf.GetPages().Select(page => page.Text));
        }

        if (!bytes.AsSpan().StartsWith("PK"u8)) return Encoding.UTF8.GetString(bytes);
        using var zip = new ZipArchive(new MemoryStream(bytes));
        return string.Join('\n', zip.Entries.Select(entry => entry.FullName + new StreamReader(entry.Open()).ReadToEnd()));
    }

    /// <summary>One address of each kind: figures of all rows are alike.</summary>
    private static string ShapeOf(string link)
    {
        var parts = link.Split('?', '#');
        var names = parts.Length > 1 ? string.Join('&', parts[1].Split('&').Select(part => part.Split('=')[0]).Distinct().Order(StringComparer.Ordinal)) : "";
        return Digits().Replace(parts[0], "0") + "?" + names;
    }

    [GeneratedRegex("[0-9a-f]*[0-9][0-9a-f]*")]
    private static partial Regex Digits();
}
