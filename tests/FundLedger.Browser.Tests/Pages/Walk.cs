using System.Text.RegularExpressions;

namespace FundLedger.Browser.Tests.Pages;

/// <summary>Follows every link of the site breadth first, one page of each shape: entry 7 stands for all entries, one fund for all funds. A new page is walked as soon as something links to it.</summary>
internal static partial class Walk
{
    private const int MostPages = 400;
    private const string LinksOfPage = "() => [...document.querySelectorAll('a[href]:not([download])')].map(link => link.href)";

    /// <summary>Of a shape that another page has already, and with more to show than that one: answers of a bank, a month that is open, an entry matched with its line; awards and applications at each stage.</summary>
    private static readonly string[] Fuller = ["/payments/1", "/bank/JBH/reconcile?to=2026-03-31", "/bank/JBH/match?unmatched=Suspense&fund=WT", "/bank/line/1", "/pledges/2", "/receipts/DEMO/2026-000001",
        "/awards/FC-001", "/awards/FC-002", "/awards/FC-003", "/awards/FC-004", "/awards/FC-005", "/awards/FC-006", "/applications/CT-1-0007", "/applications/CT-2-0001", "/grants/rounds/CT-1", "/reviews/rounds/CT-1", "/needs/XQ-2",
        "/organisations/LY", "/organisations/SG", "/reviews/3", "/reviews/5", "/reviews/7"];

    /// <summary>One form for each kind of act that two people agree to: the same but for the name.</summary>
    private const string OneOfManyKinds = "/approvals/settings/";

    /// <summary>Hangfire's own pages, and Scalar's of the API, are not ours to mend.</summary>
    private static readonly string[] Foreign = ["/jobs", "/api/docs"];

    /// <param name="look">Called on each page when it is open, with its path.</param>
    /// <returns>The paths looked at.</returns>
    internal static async Task<IReadOnlyList<string>> RunAsync(IPage page, string site, Func<string, Task> look)
    {
        var (known, next, seen) = (new HashSet<string>(), new Queue<string>(), new List<string>());
        Add("/");
        foreach (var path in Fuller) next.Enqueue(path);
        while (next.TryDequeue(out var path))
        {
            Assert.That(seen, Has.Count.LessThan(MostPages), "the site has more kinds of pages than the walk is made for");
            if (!await IsPageAsync(page, site, path)) continue;
            seen.Add(path);
            await look(path);
            foreach (var link in await page.EvaluateAsync<string[]>(LinksOfPage)) Add(link);
        }

        return seen;

        void Add(string link)
        {
            var address = new Uri(new Uri(site), link);
            if (address.GetLeftPart(UriPartial.Authority) != new Uri(site).GetLeftPart(UriPartial.Authority)) return;
            if (Foreign.Any(foreign => address.AbsolutePath.StartsWith(foreign, StringComparison.Ordinal))) return;
            if (known.Add(ShapeOf(address))) next.Enqueue(address.PathAndQuery);
        }
    }

    /// <summary>Opens it; false when it is a file, which a browser saves and does not show.</summary>
    private static async Task<bool> IsPageAsync(IPage page, string site, string path)
    {
        try
        {
            var answer = await page.GotoAsync(path);
            Assert.That(answer!.Status, Is.EqualTo(200), path);
            return answer.Headers.GetValueOrDefault("content-type", "").StartsWith("text/html", StringComparison.Ordinal);
        }
        catch (PlaywrightException notShown)
        {
            var answer = await page.APIRequest.GetAsync(new Uri(new Uri(site), path).ToString());
            var isFile = answer.Status == 200 && answer.Headers.GetValueOrDefault("content-disposition", "").StartsWith("attachment", StringComparison.Ordinal);
            Assert.That(isFile, $"{path}: {answer.Status}, {notShown.Message}");
            return false;
        }
    }

    /// <summary>What a path is like: numbers, months, codes of funds and the values of a query are all the same; the names in a query count.</summary>
    internal static string ShapeOf(Uri address)
    {
        var path = Variable().Replace(address.AbsolutePath, "/*");
        if (path.StartsWith(OneOfManyKinds, StringComparison.Ordinal)) path = OneOfManyKinds + "*";
        var names = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=')[0]).Where(name => name != "lang").Distinct().Order(StringComparer.Ordinal);
        return $"{path}?{string.Join('&', names)}";
    }

    [GeneratedRegex(@"/(?=[^/]*[0-9A-Z%])[^/]+")]
    private static partial Regex Variable();
}
