using System.Globalization;

namespace FundLedger.Browser.Tests;

/// <summary>Hands that only have a keyboard: counts what they press, and remembers where the focus went.</summary>
internal sealed class Keyboard(IPage page)
{
    private const int MostTabs = 80;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const string Focused = "() => { const e = document.activeElement; return e.id || e.getAttribute('href') || (e.name ? e.name + '=' + e.value : e.tagName.toLowerCase()); }";

    internal int Keystrokes { get; private set; }

    /// <summary>Where the focus stood, each place once.</summary>
    internal List<string> Path { get; } = [];

    internal async Task PressAsync(string key)
    {
        await page.Keyboard.PressAsync(key);
        Keystrokes++;
    }

    internal async Task TypeAsync(string text)
    {
        await page.Keyboard.TypeAsync(text);
        Keystrokes += text.Length;
    }

    /// <summary>Fills a field for a day, which takes it as Chromium's own language writes days, whatever the page's is.</summary>
    internal Task TypeDayAsync(DateOnly day) => TypeAsync(day.ToString("MMddyyyy", CultureInfo.InvariantCulture));

    /// <summary>Presses Enter and waits for the page that comes of it.</summary>
    internal async Task EnterAsync()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        page.DOMContentLoaded += Arrive;
        await PressAsync("Enter");
        await arrived.Task.WaitAsync(Patience);
        page.DOMContentLoaded -= Arrive;

        void Arrive(object? sender, IPage there) => arrived.TrySetResult();
    }

    /// <summary>Tabs forward until the focus is there.</summary>
    internal async Task TabToAsync(string place)
    {
        for (var tab = 0; tab < MostTabs; tab++)
        {
            if (await FocusAsync() == place) return;
            await PressAsync("Tab");
        }

        Assert.Fail($"{place} was not reached by Tab: {string.Join(" → ", Path)}");
    }

    internal async Task<string> FocusAsync()
    {
        var place = await page.EvaluateAsync<string>(Focused);
        if (Path.Count == 0 || Path[^1] != place) Path.Add(place);
        return place;
    }
}
