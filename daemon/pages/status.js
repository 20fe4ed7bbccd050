// Follows the jobs that are under way, and loads the page anew when one ends.
"use strict";
(function () {
  const rows = document.querySelectorAll('#jobs tr[data-state="running"], #jobs tr[data-state="queued"]');
  for (const row of rows) follow(row);
  if (rows.length === 0) setTimeout(() => location.reload(), 15000);

  function follow(row) {
    const source = new EventSource("/api/v1/jobs/" + encodeURIComponent(row.dataset.job) + "/progress");
    source.addEventListener("progress", (message) => {
      const job = JSON.parse(message.data);
      row.querySelector("progress").value = 100 * job.progress.share;
      const unserved = row.querySelector(".unserved");
      unserved.textContent = job.progress.unserved;
      unserved.classList.toggle("red", job.progress.unserved > 0);
      row.querySelector(".pace").textContent = Math.round(job.progress.per_second);
      if (job.state !== row.dataset.state) {
        source.close();
        location.reload();
      }
    });
    source.onerror = () => { source.close(); setTimeout(() => location.reload(), 5000); };
  }
})();
