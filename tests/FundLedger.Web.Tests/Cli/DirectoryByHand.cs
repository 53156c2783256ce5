namespace FundLedger.Web.Tests.Cli;

/// <summary>The directory, needs, offers and working days on the command line.</summary>
public sealed class DirectoryByHand : CommandLineTest
{
    [Test]
    public async Task From_registering_to_a_qualification_that_is_renewed()
    {
        await NewFundAsync();
        var scan = Write("scan.pdf", "扫描件");
        Assert.That((await RunAsync("organisation register --code QINGHE --name 清河社工 --kind social-service --credit-code 91350100M000100Y42 --lang en")).Error, Does.Contain("call for 3"));
        await DoneAsync("organisation register --code QINGHE --name 清河社工 --kind social-service --credit-code 91350100M000100Y43 --fields 养老、儿童");
        await DoneAsync($"organisation document --code QINGHE --kind registration --number 1 --from 2026-01-01 --document {scan}");
        await DoneAsync($"organisation document --code QINGHE --kind yearly-check --number 2 --from 2026-01-01 --to {Today.AddDays(10):yyyy-MM-dd} --document {scan}");
        Assert.That((await DoneAsync("organisation show --code QINGHE --lang en")).Out, Does.Contain("Registered").And.Contain("waits to be verified"));
        foreach (var document in new[] { 1, 2 }) await DoneAsync($"organisation check --document {document}");
        Assert.That((await DoneAsync("organisation list --json")).Out, Does.Contain("\"renewal-due\""));
        Assert.That((await DoneAsync("organisation keep --lang en")).Out, Does.Contain("Renewal opened").And.Contain("Reminded"));
        Assert.That((await DoneAsync("organisation keep --json")).Out, Does.Contain("\"renewals\": []").Or.Contain("\"renewals\":[]"));
        await DoneAsync("organisation bar --code QINGHE --from 2026-01-01 --to 2099-12-31 --reason 评估不合格");
        await DoneAsync("organisation unbar --code QINGHE --bar 1 --reason 改判");
        await DoneAsync("organisation person add --code QINGHE --relation director --name 王小明 --phone 13800138000 --id 31011519800101123X");
        Assert.That((await DoneAsync("organisation show --code QINGHE")).Out, Does.Contain("王*").And.Contain("138****8000").And.Not.Contain("王小明"));
        await DoneAsync("organisation person erase --code QINGHE --person 1");
        await DoneAsync("organisation relate --code QINGHE --relation parent --name 母机构 --since 2026-02-01");
        Assert.That((await RunAsync("organisation end-relation --code QINGHE --relation 1 --last 2026-01-31")).Error, Does.Contain("2026-02-01"));
        await DoneAsync("organisation end-relation --code QINGHE --relation 1 --last 2026-02-28");
        await DoneAsync("organisation change --code QINGHE --place 青川 --reason 补充");
        await DoneAsync("organisation move --code QINGHE --move suspended --on 2026-03-01 --reason 核实");
        Assert.That((await DoneAsync("organisation list --lang en")).Out, Does.Contain("Suspended"));
        await DoneAsync("organisation rules --opens-before 30 --of community --requires filing");
    }

    [Test]
    public async Task A_need_goes_through_its_steps_and_is_bought()
    {
        await NewFundAsync();
        await DoneAsync("organisation register --code QINGHE --name 清河社工 --kind community");
        await DoneAsync("need post --code N1 --fund F1 --title 助餐 --amount 1000 --steps propose,decide");
        await DoneAsync("offer make --code O1 --organisation QINGHE --title 助餐服务 --amount 1200");
        await DoneAsync("offer change --code O1 --amount 1100 --reason 重新报价");
        await DoneAsync("need change --code N1 --place 青川 --reason 补充");
        Assert.That((await RunAsync("need step --code N1 --step decide --on 2026-03-01 --minutes x --lang en")).Error, Does.Contain("'Propose' cannot be skipped"));
        await DoneAsync("need step --code N1 --step propose --on 2026-03-01 --minutes x --present 9 --votes-for 8");
        await DoneAsync("need match --code N1 --offer O1 --contract government-purchase --on 2026-03-02 --amount 1000");
        await DoneAsync("need follow --match 1 --state agreed --on 2026-03-03");
        await DoneAsync("need receive --match 1 --amount 600 --on 2026-03-04 --ref 合同1");
        Assert.That((await RunAsync("need deliver --match 1 --amount 601 --on 2026-03-05 --lang en")).ExitCode, Is.EqualTo(2));
        await DoneAsync("need deliver --match 1 --amount 250 --on 2026-03-05");
        Assert.That((await DoneAsync("need show --code N1 --json")).Out, Does.Contain("government-purchase").And.Contain("agreed"));
        await DoneAsync("need erase-step --code N1 --step propose --version-no 1");
        await DoneAsync("need close --code N1 --on 2026-03-06 --reason 已办");
        await DoneAsync("offer close --code O1 --on 2026-03-06 --reason 停办");
        Assert.That((await DoneAsync("need list --lang en")).Out, Does.Contain("Closed").Or.Contain("Matched"));
        Assert.That((await DoneAsync("offer list")).Out, Does.Contain("1,100.00"));
        await DoneAsync("verify");
    }

    [Test]
    public async Task Working_days_are_listed_entered_imported_and_counted()
    {
        await NewFundAsync();
        Assert.That((await DoneAsync("calendar list --year 2026")).Out, Does.Contain("2026-10-07"));
        Assert.That((await DoneAsync("calendar list --year 2027 --lang en")).Error, Does.Contain("it is Monday to Friday"));
        await DoneAsync("calendar set --from 2027-01-01 --to 2027-01-03 --kind holiday --name 元旦");
        await DoneAsync($"calendar import {Write("days.csv", "日期,类别,名称\n2027-02-06,放假,春节\n")}");
        Assert.That((await DoneAsync("calendar count --from 2026-04-30 --days 5")).Out.Trim(), Is.EqualTo("2026-05-11"));
        Assert.That((await DoneAsync("calendar list --year 2027 --json")).Out, Does.Contain("2027-02-06"));
    }
}
