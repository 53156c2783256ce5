using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace FundLedger.Browser.Tests;

/// <summary>Looks for what shuts people out: axe with all its rules, and not one finding allowed.</summary>
internal static class Axe
{
    internal static async Task MustFindNothingAsync(IPage page, string where) => Assert.That(await FindingsAsync(page, where), Is.Empty);

    /// <param name="rules">Only these; all when none is named.</param>
    internal static async Task<IReadOnlyList<string>> FindingsAsync(IPage page, string where, params List<string> rules)
    {
        var options = new AxeRunOptions { ResultTypes = [ResultType.Violations] };
        if (rules.Count > 0) options.RunOnly = new RunOnlyOptions { Type = "rule", Values = rules };
#pragma warning disable CS0618 // The other way opens a page at every look to put findings of frames together: no page of ours has a frame, and a walk takes twice as long.
        var found = await page.Locator(":root").RunAxeLegacy(options);
#pragma warning restore CS0618
        return [.. found.Violations.Select(violation => $"{where}: {violation.Id}: {violation.Help}: {string.Join(" ", violation.Nodes.Take(3).Select(node => node.Html))}")];
    }
}
